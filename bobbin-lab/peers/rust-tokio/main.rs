//! The lab's benches by async functions on tokio. docs/lab.md defines them.
#![recursion_limit = "512"]

mod blocking;
mod chains;
mod echo;
mod harness;
mod levels;
mod memory;
mod tasks;
mod timers;

use harness::{measure, Arguments};
use std::env;
use std::future::{poll_fn, Future};
use std::io::{self, Read};
use std::process;
use std::ptr;
use std::task::Poll;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::{unconstrained, yield_now};

/// As the param says: all on this thread, or a worker for each processor.
pub fn runtime(args: &Arguments) -> Runtime {
    match args.text("scheduler") {
        Some("workers") => with_workers(),
        _ => Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime"),
    }
}

pub fn with_workers() -> Runtime {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Each batch is one task and what it spawns.
pub fn measure_tasks<F>(args: &Arguments, operations: usize, batch: impl Fn() -> F)
where
    F: Future<Output = i64> + Send + 'static,
{
    let runtime = runtime(args);
    measure(args, operations, || {
        runtime.block_on(async { tokio::spawn(batch()).await.expect("no panic") })
    });
}

// ---- call

fn call(args: &Arguments) {
    let n = args.number("operations");
    let seven = 7;
    // Safety: it is there. So the compiler does not know it, and cannot compute it all.
    let start = unsafe { ptr::read_volatile(&seven) };
    measure_tasks(args, n, || async move {
        let mut x = start;
        for _ in 0..n {
            x = levels::level1(x).await;
        }
        i64::from(x)
    });
}

// ---- resume: the harness sends and polls the chain, in one task

/// What the leaf of a chain waits for.
pub type Signal<'a> = &'a mut mpsc::Receiver<i32>;

pub async fn leaf(signal: Signal<'_>) -> i64 {
    let mut sum = 0;
    loop {
        let value = signal.recv().await.expect("open");
        if value == 0 {
            return sum;
        }
        sum += i64::from(value);
    }
}

/// The chain is unconstrained, or tokio would have it wait each time that it has received for a while.
async fn resumed(n: usize, signal: mpsc::Sender<i32>, chain: impl Future<Output = i64>) -> i64 {
    let chain = unconstrained(chain);
    tokio::pin!(chain);
    assert!(poll_fn(|cx| Poll::Ready(chain.as_mut().poll(cx)))
        .await
        .is_pending());
    for _ in 0..n {
        signal.try_send(1).expect("it has taken the last one");
        assert!(poll_fn(|cx| Poll::Ready(chain.as_mut().poll(cx)))
            .await
            .is_pending());
    }
    signal.try_send(0).expect("it has taken the last one");
    chain.await
}

fn resume(args: &Arguments) {
    let n = args.number("operations");
    let depth = args.number("depth");
    measure_tasks(args, n, || async move {
        let (signal, mut waited) = mpsc::channel(1);
        match depth {
            1 => resumed(n, signal, leaf(&mut waited)).await,
            10 => resumed(n, signal, chains::chain10(&mut waited)).await,
            100 => resumed(n, signal, chains::chain100(&mut waited)).await,
            _ => panic!("no chain of depth {depth}"),
        }
    });
}

// ---- startup

async fn answer(x: i32) -> i32 {
    yield_now().await;
    x + 1
}

/// With `wait` it ends when its input does.
fn startup(args: &Arguments) {
    let runtime = with_workers();
    let answered = runtime.block_on(async { tokio::spawn(answer(41)).await.expect("no panic") });
    println!("{answered}");
    if args.text("wait").is_some() {
        let _ = io::stdin().read(&mut [0]);
    }
}

// ---- which

fn main() {
    let name = env::args().nth(1).unwrap_or_default();
    let args = Arguments::parse(env::args().skip(2));
    match name.as_str() {
        "call" => call(&args),
        "resume" => resume(&args),
        "yield" => tasks::yields(&args),
        "spawn" => tasks::spawned(&args),
        "pingpong" => tasks::pingpong(&args),
        "channel" => tasks::buffered(&args),
        "skynet" => tasks::skynet(&args),
        "select" => tasks::selected(&args),
        "mutex" => tasks::mutex(&args),
        "fanout" => tasks::fanout(&args),
        "echo" => echo::echo(),
        "timers" => timers::timers(&args),
        "parked" => memory::parked(&args),
        "sleeping" => memory::sleeping(&args),
        "blocking" => blocking::blocking(&args),
        "startup" => startup(&args),
        _ => {
            eprintln!("no such bench");
            process::exit(2);
        }
    }
}
