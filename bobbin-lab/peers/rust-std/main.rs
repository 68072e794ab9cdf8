//! The lab's benches by async functions on an executor of one thread, without crates. docs/lab.md defines them.
#![recursion_limit = "512"]

mod chains;
mod channel;
mod executor;
mod harness;
mod levels;
mod meeting;
mod memory;
mod mutex;
mod sequence;

use channel::{Channel, Promise};
use executor::{block_on, run_ready, spawn, yield_now, JoinHandle};
use harness::{measure, Arguments};
use std::env;
use std::future::Future;
use std::io::{self, Read};
use std::pin::Pin;
use std::process;
use std::ptr;
use std::rc::Rc;

// ---- call

fn call(args: &Arguments) {
    let n = args.number("operations");
    let seven = 7;
    // Safety: it is there. So the compiler does not know it, and cannot compute it all.
    let start = unsafe { ptr::read_volatile(&seven) };
    measure(args, n, || {
        i64::from(block_on(async move {
            let mut x = start;
            for _ in 0..n {
                x = levels::level1(x).await;
            }
            x
        }))
    });
}

// ---- resume

/// What the leaf of a chain waits for.
pub type Signal<'a> = &'a Promise;

pub async fn leaf(signal: Signal<'_>) -> i64 {
    let mut sum = 0;
    loop {
        let value = signal.await;
        if value == 0 {
            return sum;
        }
        sum += i64::from(value);
    }
}

fn resume(args: &Arguments) {
    let n = args.number("operations");
    let depth = args.number("depth");
    measure(args, n, || {
        let signal = Rc::new(Promise::default());
        let waited = signal.clone();
        let root: JoinHandle<i64> = match depth {
            1 => spawn(async move { leaf(&waited).await }),
            10 => spawn(async move { chains::chain10(&waited).await }),
            100 => spawn(async move { chains::chain100(&waited).await }),
            _ => panic!("no chain of depth {depth}"),
        };
        run_ready();
        for _ in 0..n {
            signal.complete(1);
            run_ready();
        }
        signal.complete(0);
        block_on(root)
    });
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

pub async fn total(tasks: Vec<JoinHandle<i64>>) -> i64 {
    let mut sum = 0;
    for task in tasks {
        sum += task.await;
    }
    sum
}

fn yields(args: &Arguments) {
    let tasks = args.number("tasks");
    let each = args.number("operations") / tasks;
    measure(args, tasks * each, || {
        block_on(total(
            (0..tasks).map(|_| spawn(some_yields(each))).collect(),
        ))
    });
}

// ---- spawn

async fn ready(x: i64) -> i64 {
    x
}

async fn child(x: i64) -> i64 {
    ready(x).await
}

fn spawned(args: &Arguments) {
    let scopes = args.number("scopes");
    let n = args.number("operations") / scopes;
    measure(args, n * scopes, || {
        block_on(async move {
            let mut sum = 0;
            let mut children = Vec::with_capacity(n);
            for _ in 0..scopes {
                children.extend((0..n).map(|i| spawn(child(i as i64 % 64))));
                for one in children.drain(..) {
                    sum += one.await;
                }
            }
            sum
        })
    });
}

// ---- pingpong

async fn serve(there: Channel<i64>, back: Channel<i64>, rounds: usize) -> i64 {
    let mut value = 0;
    for _ in 0..rounds {
        there.send(value + 1).await;
        value = back.receive().await.expect("open");
    }
    value
}

async fn reply(there: Channel<i64>, back: Channel<i64>, rounds: usize) {
    for _ in 0..rounds {
        let value = there.receive().await.expect("open");
        back.send(value + 1).await;
    }
}

fn pingpong(args: &Arguments) {
    let rounds = args.number("operations");
    measure(args, rounds, || {
        block_on(async move {
            let there = Channel::new(0);
            let back = Channel::new(0);
            let server = spawn(serve(there.clone(), back.clone(), rounds));
            let other = spawn(reply(there, back, rounds));
            let last = server.await;
            other.await;
            last
        })
    });
}

// ---- channel

pub async fn produce(channel: Channel<i64>, n: usize) {
    for _ in 0..n {
        channel.send(1).await;
    }
    channel.close();
}

pub async fn consume(channel: Channel<i64>) -> i64 {
    let mut sum = 0;
    while let Some(value) = channel.receive().await {
        sum += value;
    }
    sum
}

fn buffered(args: &Arguments) {
    let n = args.number("operations");
    measure(args, n, || {
        block_on(async move {
            let channel = Channel::new(100);
            let consumer = spawn(consume(channel.clone()));
            let producer = spawn(produce(channel, n));
            producer.await;
            consumer.await
        })
    });
}

// ---- skynet

fn tree(first: i64, leaves: i64) -> Pin<Box<dyn Future<Output = i64>>> {
    Box::pin(async move {
        let each = leaves / 10;
        let mut below = Vec::with_capacity(10);
        for i in 0..10 {
            below.push(if each == 1 {
                spawn(itself(first + i))
            } else {
                spawn(tree(first + i * each, each))
            });
        }
        total(below).await
    })
}

async fn itself(number: i64) -> i64 {
    number
}

fn skynet(args: &Arguments) {
    let leaves = args.number("leaves") as i64;
    measure(args, 1, || block_on(tree(0, leaves)));
}

// ---- startup

async fn answer(x: i32) -> i32 {
    yield_now().await;
    x + 1
}

/// With `wait` it ends when its input does.
fn startup(args: &Arguments) {
    println!("{}", block_on(answer(41)));
    if args.text("wait").is_some() {
        let _ = io::stdin().read(&mut [0]);
    }
}

// ---- which

fn main() {
    let name = env::args().nth(1).unwrap_or_default();
    let args = Arguments::parse(env::args().skip(2));
    assert_ne!(args.text("scheduler"), Some("workers"), "one thread");
    match name.as_str() {
        "call" => call(&args),
        "resume" => resume(&args),
        "generator" => sequence::generate(&args),
        "recursive-generator" => sequence::walk(&args),
        "switch" => sequence::switches(&args),
        "yield" => yields(&args),
        "spawn" => spawned(&args),
        "pingpong" => pingpong(&args),
        "channel" => buffered(&args),
        "select" => meeting::selected(&args),
        "mutex" => meeting::mutex(&args),
        "fanout" => meeting::fanout(&args),
        "skynet" => skynet(&args),
        "parked" => memory::parked(&args),
        "sleeping" => memory::sleeping(&args),
        "startup" => startup(&args),
        _ => {
            eprintln!("no such bench");
            process::exit(2);
        }
    }
}
