//! The benches of sequences, and of a coroutine that is resumed by hand.

use crate::harness::{measure, wrong, Arguments};
use std::cell::Cell;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

// ---- generator: an iterator behind a pointer

fn first(numbers: &[i32], n: usize) -> Box<dyn Iterator<Item = &i32> + '_> {
    Box::new((0..n).map(move |i| &numbers[i % numbers.len()]))
}

#[inline(never)]
fn sum_of<'a>(elements: Box<dyn Iterator<Item = &'a i32> + 'a>) -> i64 {
    let mut sum = 0;
    for element in elements {
        sum += i64::from(*element);
    }
    sum
}

pub fn generate(args: &Arguments) {
    let n = args.number("operations");
    let numbers: Vec<i32> = (0..1024).collect();
    measure(args, n, || sum_of(first(&numbers, n)));
}

// ---- recursive-generator: an iterator of iterators, each behind a pointer

struct Tree {
    left: Option<Box<Tree>>,
    value: i32,
    right: Option<Box<Tree>>,
}

/// All nodes that a depth has room for; or, if that is too deep, a list of left children.
fn nodes(depth: usize) -> Option<Box<Tree>> {
    if depth <= 20 {
        return balanced(0, (1 << depth) - 1);
    }
    (0..depth as i32).fold(None, |left, value| {
        Some(Box::new(Tree {
            left,
            value,
            right: None,
        }))
    })
}

fn balanced(from: i32, to: i32) -> Option<Box<Tree>> {
    let middle = (from + to) / 2;
    (from < to).then(|| {
        Box::new(Tree {
            left: balanced(from, middle),
            value: middle,
            right: balanced(middle + 1, to),
        })
    })
}

fn in_order(tree: &Tree) -> Box<dyn Iterator<Item = &i32> + '_> {
    let left = tree.left.as_deref().into_iter().flat_map(in_order);
    let right = tree.right.as_deref().into_iter().flat_map(in_order);
    Box::new(left.chain(std::iter::once(&tree.value)).chain(right))
}

pub fn walk(args: &Arguments) {
    let tree = nodes(args.number("depth")).expect("some nodes");
    let size = in_order(&tree).count();
    if !in_order(&tree).copied().eq(0..size as i32) {
        wrong("order of nodes");
    }
    let walks = args.number("walks");
    measure(args, walks * size, || {
        (0..walks).map(|_| sum_of(in_order(&tree))).sum()
    });
}

// ---- switch: what is handed over lies in a cell that both sides see

type Hand = Cell<Option<&'static i32>>;

/// Gives a message out; gets the next one, or nothing, which is the end.
async fn exchange(hand: &Hand, message: &'static i32) -> Option<&'static i32> {
    hand.set(Some(message));
    let mut suspended = false;
    poll_fn(|_| {
        if suspended {
            return Poll::Ready(());
        }
        suspended = true;
        Poll::Pending
    })
    .await;
    hand.take()
}

async fn echo(hand: &Hand) -> i64 {
    let mut given = 0;
    let mut message = hand.take();
    while let Some(this) = message {
        given += 1;
        message = exchange(hand, this).await;
    }
    given
}

struct Nobody;

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

pub fn switches(args: &Arguments) {
    static MESSAGE: i32 = 7;
    let n = args.number("operations");
    let waker = Waker::from(Arc::new(Nobody));
    measure(args, n, || {
        let mut cx = Context::from_waker(&waker);
        let hand = Hand::new(None);
        let mut coroutine: Pin<Box<dyn Future<Output = i64> + '_>> = Box::pin(echo(&hand));
        let mut message = Some(&MESSAGE);
        for _ in 0..n {
            hand.set(message);
            if coroutine.as_mut().poll(&mut cx).is_ready() {
                wrong("end");
            }
            message = hand.take();
        }
        match coroutine.as_mut().poll(&mut cx) {
            Poll::Ready(given) => given,
            Poll::Pending => wrong("no end"),
        }
    });
}
