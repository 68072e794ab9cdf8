//! The benches of tasks that run, and wait for each other.

use crate::harness::Arguments;
use crate::measure_tasks;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::Mutex;
use tokio::task::{spawn, yield_now, JoinHandle};

async fn total(tasks: Vec<JoinHandle<i64>>) -> i64 {
    let mut sum = 0;
    for task in tasks {
        sum += task.await.expect("no panic");
    }
    sum
}

// ---- yield

async fn some_yields(n: usize) -> i64 {
    let mut count = 0;
    for _ in 0..n {
        yield_now().await;
        count += 1;
    }
    count
}

pub fn yields(args: &Arguments) {
    let tasks = args.number("tasks");
    let each = args.number("operations") / tasks;
    measure_tasks(args, tasks * each, || async move {
        total((0..tasks).map(|_| spawn(some_yields(each))).collect()).await
    });
}

// ---- spawn

async fn ready(x: i64) -> i64 {
    x
}

async fn child(x: i64) -> i64 {
    ready(x).await
}

pub fn spawned(args: &Arguments) {
    let scopes = args.number("scopes");
    let n = args.number("operations") / scopes;
    measure_tasks(args, n * scopes, || async move {
        let mut sum = 0;
        let mut children = Vec::with_capacity(n);
        for _ in 0..scopes {
            children.extend((0..n).map(|i| spawn(child(i as i64 % 64))));
            for one in children.drain(..) {
                sum += one.await.expect("no panic");
            }
        }
        sum
    });
}

// ---- pingpong

async fn serve(there: Sender<i64>, mut back: Receiver<i64>, rounds: usize) -> i64 {
    let mut value = 0;
    for _ in 0..rounds {
        there.send(value + 1).await.expect("open");
        value = back.recv().await.expect("open");
    }
    value
}

async fn reply(mut there: Receiver<i64>, back: Sender<i64>, rounds: usize) {
    for _ in 0..rounds {
        let value = there.recv().await.expect("open");
        back.send(value + 1).await.expect("open");
    }
}

pub fn pingpong(args: &Arguments) {
    let rounds = args.number("operations");
    measure_tasks(args, rounds, || async move {
        let (there, arriving) = mpsc::channel(1);
        let (back, returning) = mpsc::channel(1);
        let server = spawn(serve(there, returning, rounds));
        let other = spawn(reply(arriving, back, rounds));
        let last = server.await.expect("no panic");
        other.await.expect("no panic");
        last
    });
}

// ---- channel

async fn produce(channel: Sender<i64>, n: usize) {
    for _ in 0..n {
        channel.send(1).await.expect("open");
    }
}

async fn consume(mut channel: Receiver<i64>) -> i64 {
    let mut sum = 0;
    while let Some(value) = channel.recv().await {
        sum += value;
    }
    sum
}

pub fn buffered(args: &Arguments) {
    let n = args.number("operations");
    measure_tasks(args, n, || async move {
        let (sender, receiver) = mpsc::channel(100);
        let consumer = spawn(consume(receiver));
        spawn(produce(sender, n)).await.expect("no panic");
        consumer.await.expect("no panic")
    });
}

// ---- skynet

fn tree(first: i64, leaves: i64) -> Pin<Box<dyn Future<Output = i64> + Send>> {
    Box::pin(async move {
        let each = leaves / 10;
        let mut below = Vec::with_capacity(10);
        for i in 0..10 {
            below.push(if each == 1 {
                spawn(leaf(first + i))
            } else {
                spawn(tree(first + i * each, each))
            });
        }
        total(below).await
    })
}

async fn leaf(number: i64) -> i64 {
    number
}

pub fn skynet(args: &Arguments) {
    let leaves = args.number("leaves") as i64;
    measure_tasks(args, 1, || tree(0, leaves));
}

// ---- select

async fn select(mut one: Receiver<i64>, mut two: Receiver<i64>, n: usize) -> i64 {
    let mut sum = 0;
    for _ in 0..n {
        sum += tokio::select! {
            Some(value) = one.recv() => value,
            Some(value) = two.recv() => value,
        };
    }
    sum
}

pub fn selected(args: &Arguments) {
    let n = args.number("operations");
    measure_tasks(args, n, || async move {
        let (to_one, one) = mpsc::channel(1);
        let (to_two, two) = mpsc::channel(1);
        let receiver = spawn(select(one, two, n));
        let first = spawn(produce(to_one, n / 2));
        let second = spawn(produce(to_two, n - n / 2));
        first.await.expect("no panic");
        second.await.expect("no panic");
        receiver.await.expect("no panic")
    });
}

// ---- mutex

async fn count(counter: Arc<Mutex<i64>>, n: usize) {
    for _ in 0..n {
        *counter.lock().await += 1;
    }
}

pub fn mutex(args: &Arguments) {
    let n = args.number("operations");
    measure_tasks(args, n, || async move {
        let counter = Arc::new(Mutex::new(0));
        let first = spawn(count(counter.clone(), n / 2));
        let second = spawn(count(counter.clone(), n - n / 2));
        first.await.expect("no panic");
        second.await.expect("no panic");
        let counted = *counter.lock().await;
        counted
    });
}

// ---- fanout: a receiver is one's own, so a hundred share it under a lock

async fn consume_shared(channel: Arc<Mutex<Receiver<i64>>>) -> i64 {
    let mut sum = 0;
    loop {
        let received = channel.lock().await.recv().await;
        match received {
            Some(value) => sum += value,
            None => return sum,
        }
    }
}

pub fn fanout(args: &Arguments) {
    let n = args.number("operations");
    measure_tasks(args, n, || async move {
        let (sender, receiver) = mpsc::channel(100);
        let receiver = Arc::new(Mutex::new(receiver));
        let consumers = (0..100)
            .map(|_| spawn(consume_shared(receiver.clone())))
            .collect();
        spawn(produce(sender, n)).await.expect("no panic");
        total(consumers).await
    });
}
