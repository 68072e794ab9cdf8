//! The benches of memory.

use crate::channel::Promise;
use crate::executor::{asleep, block_on, run_ready, sleep, spawn, JoinHandle};
use crate::harness::{resident, wrong, Arguments};
use std::rc::Rc;
use std::time::{Duration, Instant};

async fn alone(promise: Rc<Promise>, a: i32) -> i64 {
    let got = &*promise;
    i64::from(got.await + a)
}

async fn total(tasks: Vec<Option<JoinHandle<i64>>>) -> i64 {
    let mut sum = 0;
    for task in tasks.into_iter().flatten() {
        sum += task.await;
    }
    sum
}

/// Has so many wait and answer; gives the sum of their answers, and resident bytes per task.
fn park(n: usize) -> (i64, f64) {
    let promises: Vec<Rc<Promise>> = (0..n).map(|_| Rc::default()).collect();
    let mut tasks: Vec<Option<JoinHandle<i64>>> = (0..n).map(|_| None).collect();
    let before = resident();
    for i in 0..n {
        tasks[i] = Some(spawn(alone(promises[i].clone(), i as i32)));
        if i % 1000 == 999 {
            run_ready();
        }
    }
    run_ready();
    let bytes = (resident() - before) / n as f64;
    for (i, promise) in promises.iter().enumerate() {
        promise.complete(2 * i as i32);
    }
    (block_on(total(tasks)), bytes)
}

pub fn parked(args: &Arguments) {
    let n = args.number("operations");
    park(n.min(1000));
    let (answer, bytes) = park(n);
    println!("answer {answer}");
    println!("figure rss-bytes {bytes:.4}");
}

async fn nap(time: Duration, answer: i64) -> i64 {
    sleep(time).await;
    answer
}

pub fn sleeping(args: &Arguments) {
    let naps = args.number("naps") as i64;
    let start = Instant::now();
    let moment = Duration::from_millis(20);
    let napping = (0..naps).map(|i| Some(spawn(nap(moment, i)))).collect();
    let sum = block_on(total(napping));
    if start.elapsed() < moment {
        wrong("woken too early");
    }
    let n = args.number("tasks");
    let mut tasks: Vec<Option<JoinHandle<i64>>> = (0..n).map(|_| None).collect();
    let before = resident();
    for (i, task) in tasks.iter_mut().enumerate() {
        *task = Some(spawn(nap(Duration::from_secs(3600), i as i64)));
        if i % 1000 == 999 {
            run_ready();
        }
    }
    run_ready();
    let bytes = (resident() - before) / n as f64;
    println!("answer {}", sum + asleep() as i64);
    println!("figure rss-bytes {bytes:.4}");
}
