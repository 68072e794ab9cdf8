//! The lab's bench of calls of a function in C: a program of its own, so that the others need no C compiler.

mod executor;
mod harness;

use executor::{block_on, yield_now};
use harness::{measure, Arguments};
use std::env;

extern "C" {
    /// Of calls.c.
    fn next(x: i64) -> i64;
}

async fn calls(n: usize) -> i64 {
    yield_now().await;
    let mut x = 7;
    for _ in 0..n {
        // Safety: it adds one.
        x = unsafe { next(x) };
    }
    x
}

fn main() {
    let args = Arguments::parse(env::args().skip(2));
    let n = args.number("operations");
    measure(&args, n, || block_on(calls(n)));
}
