//! The benches of memory, on one thread.

use crate::harness::{resident, wrong, Arguments};
use crate::runtime;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::oneshot::{self, Receiver};
use tokio::task::{spawn, yield_now, JoinHandle};
use tokio::time::sleep;

async fn total(tasks: Vec<Option<JoinHandle<i64>>>) -> i64 {
    let mut sum = 0;
    for task in tasks.into_iter().flatten() {
        sum += task.await.expect("no panic");
    }
    sum
}

/// Tasks that have begun, and have not got what they wait for.
static WAITING: AtomicUsize = AtomicUsize::new(0);

async fn all_wait(n: usize) {
    while WAITING.load(Ordering::Relaxed) < n {
        yield_now().await;
    }
}

async fn alone(promise: Receiver<i32>, a: i32) -> i64 {
    WAITING.fetch_add(1, Ordering::Relaxed);
    let got = promise.await.expect("kept");
    WAITING.fetch_sub(1, Ordering::Relaxed);
    i64::from(got + a)
}

/// Has so many wait and answer; gives the sum of their answers, and resident bytes per task.
async fn park(n: usize) -> (i64, f64) {
    let (givers, promises): (Vec<_>, Vec<_>) = (0..n).map(|_| oneshot::channel()).unzip();
    let mut tasks: Vec<Option<JoinHandle<i64>>> = (0..n).map(|_| None).collect();
    let before = resident();
    for (i, promise) in promises.into_iter().enumerate() {
        tasks[i] = Some(spawn(alone(promise, i as i32)));
        if i % 1000 == 999 {
            all_wait(i + 1).await;
        }
    }
    all_wait(n).await;
    let bytes = (resident() - before) / n as f64;
    for (i, giver) in givers.into_iter().enumerate() {
        giver.send(2 * i as i32).expect("somebody waits");
    }
    (total(tasks).await, bytes)
}

pub fn parked(args: &Arguments) {
    let n = args.number("operations");
    runtime(args).block_on(async {
        park(n.min(1000)).await;
        let (answer, bytes) = park(n).await;
        println!("answer {answer}");
        println!("figure rss-bytes {bytes:.4}");
    });
}

async fn nap(time: Duration, answer: i64) -> i64 {
    WAITING.fetch_add(1, Ordering::Relaxed);
    sleep(time).await;
    WAITING.fetch_sub(1, Ordering::Relaxed);
    answer
}

pub fn sleeping(args: &Arguments) {
    runtime(args).block_on(async {
        let naps = args.number("naps") as i64;
        let start = Instant::now();
        let moment = Duration::from_millis(20);
        let napping = (0..naps).map(|i| Some(spawn(nap(moment, i)))).collect();
        let sum = total(napping).await;
        if start.elapsed() < moment {
            wrong("woken too early");
        }
        let n = args.number("tasks");
        let mut tasks: Vec<Option<JoinHandle<i64>>> = (0..n).map(|_| None).collect();
        let before = resident();
        for (i, task) in tasks.iter_mut().enumerate() {
            *task = Some(spawn(nap(Duration::from_secs(3600), i as i64)));
            if i % 1000 == 999 {
                all_wait(i + 1).await;
            }
        }
        all_wait(n).await;
        let bytes = (resident() - before) / n as f64;
        println!("answer {}", sum + WAITING.load(Ordering::Relaxed) as i64);
        println!("figure rss-bytes {bytes:.4}");
    });
}
