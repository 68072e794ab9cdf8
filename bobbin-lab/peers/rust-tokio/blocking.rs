//! Workers of which some are blocked by calls that nobody declared, and a plain thread that keeps requests under way.

use crate::harness::{wrong, Arguments};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::io::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;

const UNDER_WAY: usize = 16;
const STEPS: i64 = 1000;
const PATIENCE: Duration = Duration::from_secs(30);

extern "C" {
    /// Of the C library.
    fn read(file: i32, to: *mut u8, most: usize) -> isize;
}

fn hash(from: i64) -> i64 {
    let mut hash = from;
    for i in 0..STEPS {
        let shifted = (hash as u64 >> 7) as i64;
        hash = hash.wrapping_mul(31).wrapping_add(i ^ shifted);
    }
    hash
}

struct Answer {
    number: i64,
    value: i64,
}

async fn answer(number: i64, answered: Sender<Answer>) {
    let half = hash(number);
    yield_now().await;
    let value = hash(half);
    answered.send(Answer { number, value }).expect("asked");
}

struct Asker<'a> {
    runtime: &'a Runtime,
    sender: Sender<Answer>,
    answered: Receiver<Answer>,
    open: HashMap<i64, Instant>,
    next: i64,
    /// In microseconds.
    latencies: Vec<f64>,
}

impl<'a> Asker<'a> {
    fn new(runtime: &'a Runtime) -> Self {
        let (sender, answered) = channel();
        Asker {
            runtime,
            sender,
            answered,
            open: HashMap::new(),
            next: 0,
            latencies: Vec::new(),
        }
    }

    /// For so long.
    fn ask(&mut self, length: Duration) {
        let end = Instant::now() + length;
        while Instant::now() < end {
            while self.open.len() < UNDER_WAY {
                self.open.insert(self.next, Instant::now());
                self.runtime.spawn(answer(self.next, self.sender.clone()));
                self.next += 1;
            }
            self.take(end.saturating_duration_since(Instant::now()));
        }
    }

    /// Until all that are under way have been answered.
    fn rest(&mut self) {
        while !self.open.is_empty() {
            if !self.take(PATIENCE) {
                wrong(&format!("{} requests without an answer", self.open.len()));
            }
        }
    }

    fn take(&mut self, patience: Duration) -> bool {
        let Ok(Answer { number, value }) = self.answered.recv_timeout(patience) else {
            return false;
        };
        let Some(asked) = self.open.remove(&number) else {
            wrong(&format!("request {number}, which nobody has made"));
        };
        self.latencies.push(micros(asked));
        if value != hash(hash(number)) {
            wrong(&format!("answer to request {number}"));
        }
        true
    }
}

fn micros(since: Instant) -> f64 {
    since.elapsed().as_nanos() as f64 / 1e3
}

/// What blocks its caller, and what lets that go.
enum Hold {
    Reading(TcpStream, TcpStream),
    InC(UnixStream, UnixStream),
}

impl Hold {
    fn by(what: Option<&str>) -> Self {
        match what {
            Some("native") => {
                let (reader, writer) = UnixStream::pair().expect("a pair");
                Hold::InC(reader, writer)
            }
            Some("read") => {
                let server = TcpListener::bind("127.0.0.1:0").expect("a port");
                let address = server.local_addr().expect("bound");
                let writer = TcpStream::connect(address).expect("a server");
                let (reader, _) = server.accept().expect("a client");
                Hold::Reading(reader, writer)
            }
            _ => panic!("nothing blocks by {what:?}"),
        }
    }

    fn block(&self) {
        let mut byte = [0];
        match self {
            Hold::Reading(reader, _) => {
                let mut reader = reader;
                reader.read_exact(&mut byte).expect("a byte");
            }
            // Safety: there is room for one byte.
            Hold::InC(reader, _) => unsafe {
                assert_eq!(read(reader.as_raw_fd(), byte.as_mut_ptr(), 1), 1);
            },
        }
        assert_eq!(byte, [42]);
    }

    fn release(&self) {
        match self {
            Hold::Reading(_, writer) => {
                let mut writer = writer;
                writer.write_all(&[42]).expect("a reader");
            }
            Hold::InC(_, writer) => {
                let mut writer = writer;
                writer.write_all(&[42]).expect("a reader");
            }
        }
    }
}

fn wait_for(count: &AtomicUsize, most: usize, what: &str) {
    let begin = Instant::now();
    while count.load(Ordering::SeqCst) < most {
        if begin.elapsed() > PATIENCE {
            wrong(what);
        }
        thread::yield_now();
    }
}

pub fn blocking(args: &Arguments) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(args.number("workers"))
        .enable_all()
        .build()
        .expect("a runtime");
    let length = args.millis("millis");
    let mut asker = Asker::new(&runtime);
    asker.ask(length);
    asker.rest();
    asker.latencies.clear();

    let blocked = args.number("blocked");
    let begun = Arc::new(AtomicUsize::new(0));
    let ended = Arc::new(AtomicUsize::new(0));
    let mut holds = Vec::new();
    // One after the other: what a worker puts off in yield_now, no other takes, and it would wait behind the one that blocks.
    for task in 0..blocked {
        let hold = Arc::new(Hold::by(args.text("by")));
        holds.push(hold.clone());
        let (begins, ends) = (begun.clone(), ended.clone());
        runtime.spawn(async move {
            yield_now().await;
            begins.fetch_add(1, Ordering::SeqCst);
            hold.block();
            ends.fetch_add(1, Ordering::SeqCst);
        });
        wait_for(&begun, task + 1, "tasks that did not begin to block");
    }
    let start = Instant::now();
    asker.ask(length);
    let rate = asker.latencies.len() as f64 / start.elapsed().as_secs_f64();
    let mut measured = std::mem::take(&mut asker.latencies);
    measured.extend(asker.open.values().map(|asked| micros(*asked)));
    if ended.load(Ordering::SeqCst) != 0 {
        wrong("tasks that were not blocked");
    }
    holds.iter().for_each(|hold| hold.release());
    wait_for(&ended, blocked, "tasks that were not released");
    asker.rest();
    measured.sort_by(f64::total_cmp);
    println!("answer {}", hash(hash(blocked as i64)));
    println!("figure ops/s {rate:.4}");
    println!(
        "figure p99-us {:.4}",
        measured[(measured.len() * 99 + 99) / 100 - 1]
    );
    println!("figure max-us {:.4}", measured[measured.len() - 1]);
}
