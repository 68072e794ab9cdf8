//! What tasks of one thread hand to each other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Without a buffer, sender and receiver meet; with one, the sender goes on while there is room.
///
/// A send leaves its element at once, and has ended when the receivers have come so far that it is in the buffer, or is
/// taken: so those that wait end in the order in which they came. A send or receive must be awaited to its end.
pub struct Channel<T>(Rc<RefCell<State<T>>>);

struct State<T> {
    capacity: u64,
    elements: VecDeque<T>,
    sent: u64,
    received: u64,
    senders: VecDeque<Waker>,
    receivers: VecDeque<Waker>,
    closed: bool,
}

impl<T> Clone for Channel<T> {
    fn clone(&self) -> Self {
        Channel(self.0.clone())
    }
}

impl<T> Channel<T> {
    pub fn new(capacity: u64) -> Self {
        Channel(Rc::new(RefCell::new(State {
            capacity,
            elements: VecDeque::new(),
            sent: 0,
            received: 0,
            senders: VecDeque::new(),
            receivers: VecDeque::new(),
            closed: false,
        })))
    }

    pub fn send(&self, element: T) -> impl Future<Output = ()> + '_ {
        let mut state = self.0.borrow_mut();
        state.elements.push_back(element);
        state.sent += 1;
        if let Some(receiver) = state.receivers.pop_front() {
            receiver.wake();
        }
        Sending {
            channel: self,
            number: state.sent,
            waits: false,
        }
    }

    /// Nothing once the channel is closed and empty.
    pub fn receive(&self) -> impl Future<Output = Option<T>> + '_ {
        Receiving {
            channel: self,
            waits: None,
        }
    }

    pub fn close(&self) {
        let mut state = self.0.borrow_mut();
        state.closed = true;
        state.receivers.drain(..).for_each(Waker::wake);
    }
}

struct Sending<'a, T> {
    channel: &'a Channel<T>,
    number: u64,
    waits: bool,
}

impl<T> Future for Sending<'_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.channel.0.borrow_mut();
        if self.number <= state.received + state.capacity {
            return Poll::Ready(());
        }
        if !self.waits {
            state.senders.push_back(cx.waker().clone());
        }
        drop(state);
        self.waits = true;
        Poll::Pending
    }
}

struct Receiving<'a, T> {
    channel: &'a Channel<T>,
    waits: Option<Waker>,
}

impl<T> Future for Receiving<'_, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = self.channel.0.borrow_mut();
        if let Some(element) = state.elements.pop_front() {
            state.received += 1;
            if let Some(sender) = state.senders.pop_front() {
                sender.wake();
            }
            return Poll::Ready(Some(element));
        }
        if state.closed {
            return Poll::Ready(None);
        }
        let queued = match &self.waits {
            Some(waker) => state.receivers.iter().any(|other| other.will_wake(waker)),
            None => false,
        };
        if !queued {
            state.receivers.push_back(cx.waker().clone());
        }
        drop(state);
        self.waits = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// One that is given up, as the loser of a select is, waits no longer; if it has been woken meanwhile, another is.
impl<T> Drop for Receiving<'_, T> {
    fn drop(&mut self) {
        if let Some(waker) = &self.waits {
            let mut state = self.channel.0.borrow_mut();
            match state
                .receivers
                .iter()
                .position(|other| other.will_wake(waker))
            {
                Some(place) => drop(state.receivers.remove(place)),
                None if !state.elements.is_empty() => {
                    if let Some(other) = state.receivers.pop_front() {
                        other.wake();
                    }
                }
                None => {}
            }
        }
    }
}

/// A value that comes, again and again, for one that waits for it.
#[derive(Default)]
pub struct Promise {
    value: Cell<Option<i32>>,
    waiting: Cell<Option<Waker>>,
}

impl Promise {
    pub fn complete(&self, value: i32) {
        self.value.set(Some(value));
        if let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
    }
}

impl Future for &Promise {
    type Output = i32;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<i32> {
        match self.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                self.waiting.set(Some(cx.waker().clone()));
                Poll::Pending
            }
        }
    }
}
