//! The bench of timers: many pending ones, most of which are cancelled.

use crate::harness::{wrong, Arguments};
use crate::with_workers;
use std::process;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};
use tokio::task::{spawn, yield_now, JoinHandle};
use tokio::time::sleep_until;

const NOT_FIRED: i64 = i64::MIN;

/// When each timer is to fire, and how late it did.
struct Deadlines {
    first: Instant,
    after: Vec<Duration>,
    lateness: Vec<AtomicI64>,
    pending: AtomicUsize,
}

/// Makes of each number one that looks random (SplitMix64).
fn scattered(i: u64) -> u64 {
    let mut z = (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn is_kept(timer: usize) -> bool {
    timer % 10 == 0
}

impl Deadlines {
    fn new(n: usize, lead: Duration, spread: Duration) -> Self {
        let spread = spread.as_nanos() as u64;
        Deadlines {
            first: Instant::now() + lead,
            after: (0..n as u64)
                .map(|i| Duration::from_nanos(scattered(i) % spread))
                .collect(),
            lateness: (0..n).map(|_| AtomicI64::new(NOT_FIRED)).collect(),
            pending: AtomicUsize::new(0),
        }
    }

    async fn wait(self: Arc<Self>, timer: usize) {
        let deadline = self.first + self.after[timer];
        self.pending.fetch_add(1, Ordering::Relaxed);
        sleep_until(deadline.into()).await;
        let now = Instant::now();
        let late = match now.checked_duration_since(deadline) {
            Some(late) => late.as_nanos() as i64,
            None => -1,
        };
        self.lateness[timer].store(late, Ordering::Relaxed);
    }
}

/// Has all timers pending, then most cancelled; gives those that are left, how many were cancelled, and nanoseconds per timer.
async fn set(deadlines: &Arc<Deadlines>) -> (Vec<JoinHandle<()>>, i64, f64) {
    let start = Instant::now();
    let n = deadlines.after.len();
    let mut kept = Vec::with_capacity(n / 10 + 1);
    let mut others = Vec::with_capacity(n);
    for i in 0..n {
        let task = spawn(deadlines.clone().wait(i));
        (if is_kept(i) { &mut kept } else { &mut others }).push(task);
    }
    while deadlines.pending.load(Ordering::Relaxed) < n {
        yield_now().await;
    }
    others.iter().for_each(JoinHandle::abort);
    let mut cancelled = 0;
    for other in others {
        cancelled += i64::from(other.await.map_or_else(|e| e.is_cancelled(), |()| false));
    }
    let nanos = start.elapsed().as_nanos() as f64 / n as f64;
    if Instant::now() >= deadlines.first {
        eprintln!(
            "too slow, or the machine too busy: not all timers that were to be cancelled \
             were set and cancelled before the first deadline"
        );
        process::exit(1);
    }
    (kept, cancelled, nanos)
}

async fn spin(loaded: Arc<AtomicBool>) {
    while loaded.load(Ordering::Relaxed) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_micros(20) {}
        yield_now().await;
    }
}

/// Waits for those that are left, under load; gives the sum of their numbers, and how late they were, sorted.
async fn fire(deadlines: &Deadlines, kept: Vec<JoinHandle<()>>) -> (i64, Vec<i64>) {
    let loaded = Arc::new(AtomicBool::new(true));
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let load: Vec<_> = (0..2 * processors)
        .map(|_| spawn(spin(loaded.clone())))
        .collect();
    for one in kept {
        one.await.expect("not cancelled");
    }
    loaded.store(false, Ordering::Relaxed);
    for one in load {
        one.await.expect("no panic");
    }
    let mut sum = 0;
    let mut lateness = Vec::new();
    for (i, late) in deadlines.lateness.iter().enumerate() {
        let late = late.load(Ordering::Relaxed);
        if late != NOT_FIRED {
            if late < 0 {
                wrong("timer fired early");
            }
            sum += i as i64;
            lateness.push(late);
        }
    }
    lateness.sort_unstable();
    (sum, lateness)
}

pub fn timers(args: &Arguments) {
    let n = args.number("timers");
    let lead = args.millis("lead-ms");
    let spread = args.millis("spread-ms");
    let measured = async move {
        let warm = Arc::new(Deadlines::new(n / 10, lead / 10, spread / 10));
        let (kept, _, _) = set(&warm).await;
        fire(&warm, kept).await;
        let deadlines = Arc::new(Deadlines::new(n, lead, spread));
        let (kept, cancelled, nanos) = set(&deadlines).await;
        let (sum, lateness) = fire(&deadlines, kept).await;
        let quantile = |q: f64| lateness[(q * (lateness.len() - 1) as f64) as usize] as f64 / 1e3;
        println!("answer {}", sum + cancelled);
        println!("figure ns/op {nanos:.4}");
        println!("figure p50-us {:.4}", quantile(0.5));
        println!("figure p99-us {:.4}", quantile(0.99));
    };
    with_workers().block_on(async { spawn(measured).await.expect("no panic") });
}
