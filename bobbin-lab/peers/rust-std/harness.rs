//! What all benches share: arguments, the measurement of the lab, resident memory.

use std::collections::HashMap;
use std::fs;
use std::process;
use std::time::{Duration, Instant};

/// The program's arguments, name=value.
pub struct Arguments(HashMap<String, String>);

impl Arguments {
    pub fn parse(words: impl Iterator<Item = String>) -> Self {
        Arguments(
            words
                .map(|word| match word.split_once('=') {
                    Some((name, value)) => (name.to_string(), value.to_string()),
                    None => (word, String::new()),
                })
                .collect(),
        )
    }

    pub fn number(&self, name: &str) -> usize {
        self.0
            .get(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn millis(&self, name: &str) -> Duration {
        Duration::from_millis(self.number(name) as u64)
    }
}

pub fn wrong(what: &str) -> ! {
    println!("wrong {what}");
    process::exit(0)
}

fn check(expected: i64, actual: i64) {
    if expected != actual {
        wrong(&format!("answers differ: {expected} and {actual}"));
    }
}

/// Warms up, then times iterations, each of as many batches as fit; prints the fastest iteration.
pub fn measure(args: &Arguments, operations: usize, mut batch: impl FnMut() -> i64) {
    let begin = Instant::now();
    let answer = batch();
    while begin.elapsed() < args.millis("warmup-ms") {
        check(answer, batch());
    }
    let mut best = f64::INFINITY;
    for i in 0..args.number("iterations") {
        if i > 0 && begin.elapsed() > args.millis("most-ms") {
            break;
        }
        let start = Instant::now();
        let mut batches = 0u32;
        let mut elapsed = Duration::ZERO;
        while batches == 0 || elapsed < args.millis("iteration-ms") {
            check(answer, batch());
            batches += 1;
            elapsed = start.elapsed();
        }
        best = best.min(elapsed.as_nanos() as f64 / f64::from(batches) / operations as f64);
    }
    println!("answer {answer}");
    println!("figure ns/op {best:.4}");
}

/// Resident memory of this process, in bytes.
pub fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("/proc/self/status");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .expect("VmRSS");
    let kilobytes: f64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("a number");
    kilobytes * 1024.0
}
