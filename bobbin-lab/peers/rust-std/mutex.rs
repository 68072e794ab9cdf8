//! A lock that is had in the order in which it was asked for.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Who asks gets a number, and has the lock when that is served. A lock must be awaited to its end.
#[derive(Default)]
pub struct Mutex(RefCell<State>);

#[derive(Default)]
struct State {
    numbers: u64,
    served: u64,
    waiting: VecDeque<Waker>,
}

impl Mutex {
    pub fn lock(&self) -> impl Future<Output = Held<'_>> {
        Locking {
            mutex: self,
            number: None,
        }
    }
}

struct Locking<'a> {
    mutex: &'a Mutex,
    number: Option<u64>,
}

impl<'a> Future for Locking<'a> {
    type Output = Held<'a>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Held<'a>> {
        let mutex = self.mutex;
        let mut state = mutex.0.borrow_mut();
        let asked = self.number.is_some();
        let number = *self.number.get_or_insert(state.numbers);
        if !asked {
            state.numbers += 1;
        }
        if number == state.served {
            return Poll::Ready(Held(mutex));
        }
        if !asked {
            state.waiting.push_back(cx.waker().clone());
        }
        Poll::Pending
    }
}

/// Gives the lock back when it is dropped.
pub struct Held<'a>(&'a Mutex);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut state = self.0 .0.borrow_mut();
        state.served += 1;
        if let Some(next) = state.waiting.pop_front() {
            next.wake();
        }
    }
}
