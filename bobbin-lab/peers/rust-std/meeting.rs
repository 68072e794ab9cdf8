//! The benches of tasks that meet at channels and at a lock.

use crate::channel::Channel;
use crate::executor::{block_on, spawn};
use crate::harness::{measure, Arguments};
use crate::mutex::Mutex;
use crate::{consume, produce, total};
use std::cell::Cell;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

// ---- fanout

pub fn fanout(args: &Arguments) {
    let n = args.number("operations");
    measure(args, n, || {
        block_on(async move {
            let channel = Channel::new(100);
            let consumers = (0..100).map(|_| spawn(consume(channel.clone()))).collect();
            spawn(produce(channel, n)).await;
            total(consumers).await
        })
    });
}

// ---- select: whichever of two futures is ready first; the other is given up

async fn either<T>(
    one: impl Future<Output = T> + Unpin,
    two: impl Future<Output = T> + Unpin,
) -> T {
    let (mut one, mut two) = (one, two);
    poll_fn(|cx| match Pin::new(&mut one).poll(cx) {
        Poll::Pending => Pin::new(&mut two).poll(cx),
        ready => ready,
    })
    .await
}

async fn select(one: Channel<i64>, two: Channel<i64>, n: usize) -> i64 {
    let mut sum = 0;
    for _ in 0..n {
        sum += either(one.receive(), two.receive()).await.expect("open");
    }
    sum
}

async fn send(channel: Channel<i64>, n: usize) {
    for _ in 0..n {
        channel.send(1).await;
    }
}

pub fn selected(args: &Arguments) {
    let n = args.number("operations");
    measure(args, n, || {
        block_on(async move {
            let one = Channel::new(0);
            let two = Channel::new(0);
            let receiver = spawn(select(one.clone(), two.clone(), n));
            let first = spawn(send(one, n / 2));
            let second = spawn(send(two, n - n / 2));
            first.await;
            second.await;
            receiver.await
        })
    });
}

// ---- mutex

#[derive(Default)]
struct Guarded {
    mutex: Mutex,
    counter: Cell<i64>,
}

async fn count(guarded: Rc<Guarded>, n: usize) {
    for _ in 0..n {
        let _held = guarded.mutex.lock().await;
        guarded.counter.set(guarded.counter.get() + 1);
    }
}

pub fn mutex(args: &Arguments) {
    let n = args.number("operations");
    measure(args, n, || {
        block_on(async move {
            let guarded: Rc<Guarded> = Rc::default();
            let first = spawn(count(guarded.clone(), n / 2));
            let second = spawn(count(guarded.clone(), n - n / 2));
            first.await;
            second.await;
            guarded.counter.get()
        })
    });
}
