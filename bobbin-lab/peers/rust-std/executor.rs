//! An executor of one thread: a queue of tasks that can run, and timers. A task is one allocation: its future, or its
//! result, and who waits for that.
//!
//! Wakers count references without atomic operations, since nothing here leaves the thread: a `Waker` that did would
//! break what its type promises.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};
use std::future::Future;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
use std::thread;
use std::time::{Duration, Instant};

thread_local! {
    static READY: RefCell<VecDeque<Rc<dyn Runnable>>> = RefCell::new(VecDeque::new());
    static TIMERS: RefCell<BinaryHeap<Timer>> = RefCell::new(BinaryHeap::new());
}

trait Runnable {
    fn run(self: Rc<Self>);
}

trait Joinable<T> {
    fn poll_join(&self, cx: &mut Context<'_>) -> Poll<T>;
}

enum Stage<F: Future> {
    Running(F),
    Finished(F::Output),
    Taken,
}

struct Task<F: Future> {
    queued: Cell<bool>,
    joiner: Cell<Option<Waker>>,
    stage: RefCell<Stage<F>>,
}

impl<F: Future + 'static> Task<F> {
    const WAKER: RawWakerVTable =
        RawWakerVTable::new(Self::clone, Self::wake, Self::wake_by_ref, Self::drop);

    fn schedule(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            let task: Rc<dyn Runnable> = self.clone();
            READY.with(|ready| ready.borrow_mut().push_back(task));
        }
    }

    // Safety of all four: the pointer is that of an `Rc<Task<F>>`, one of whose references the waker owns.

    unsafe fn clone(task: *const ()) -> RawWaker {
        Rc::increment_strong_count(task.cast::<Self>());
        RawWaker::new(task, &Self::WAKER)
    }

    unsafe fn wake(task: *const ()) {
        Rc::from_raw(task.cast::<Self>()).schedule();
    }

    unsafe fn wake_by_ref(task: *const ()) {
        ManuallyDrop::new(Rc::from_raw(task.cast::<Self>())).schedule();
    }

    unsafe fn drop(task: *const ()) {
        std::mem::drop(Rc::from_raw(task.cast::<Self>()));
    }
}

impl<F: Future + 'static> Runnable for Task<F> {
    fn run(self: Rc<Self>) {
        self.queued.set(false);
        let raw = RawWaker::new(Rc::as_ptr(&self).cast(), &Self::WAKER);
        // Safety: `self` is alive while this waker is, which is never dropped and so gives back no reference.
        let waker = ManuallyDrop::new(unsafe { Waker::from_raw(raw) });
        let mut stage = self.stage.borrow_mut();
        if let Stage::Running(future) = &mut *stage {
            // Safety: the future stays in its `Rc` until it is dropped there.
            let polled =
                unsafe { Pin::new_unchecked(future) }.poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(result) = polled {
                *stage = Stage::Finished(result);
                if let Some(joiner) = self.joiner.take() {
                    joiner.wake();
                }
            }
        }
    }
}

impl<F: Future> Joinable<F::Output> for Task<F> {
    fn poll_join(&self, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut stage = self.stage.borrow_mut();
        if let Stage::Finished(_) = *stage {
            if let Stage::Finished(result) = std::mem::replace(&mut *stage, Stage::Taken) {
                return Poll::Ready(result);
            }
        }
        self.joiner.set(Some(cx.waker().clone()));
        Poll::Pending
    }
}

/// Awaits a task's result.
pub struct JoinHandle<T>(Rc<dyn Joinable<T>>);

impl<T> Future for JoinHandle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        self.0.poll_join(cx)
    }
}

/// Has the future run by itself.
pub fn spawn<F: Future + 'static>(future: F) -> JoinHandle<F::Output> {
    let task = Rc::new(Task {
        queued: Cell::new(false),
        joiner: Cell::new(None),
        stage: RefCell::new(Stage::Running(future)),
    });
    task.schedule();
    JoinHandle(task)
}

/// Until nobody can run but those that sleep.
pub fn run_ready() {
    while let Some(task) = READY.with(|ready| ready.borrow_mut().pop_front()) {
        task.run();
    }
}

/// Until the future has ended; gives its result. Those that it left behind do not run on.
pub fn block_on<F: Future + 'static>(future: F) -> F::Output
where
    F::Output: 'static,
{
    let result = Rc::new(Cell::new(None));
    let place = result.clone();
    spawn(async move { place.set(Some(future.await)) });
    loop {
        run_ready();
        if let Some(value) = result.take() {
            return value;
        }
        wake_sleepers();
    }
}

struct Timer {
    deadline: Instant,
    sleeper: Waker,
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.deadline == other.deadline
    }
}

impl Eq for Timer {}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        other.deadline.cmp(&self.deadline) // the heap has its greatest on top
    }
}

fn wake_sleepers() {
    let deadline = TIMERS
        .with(|timers| timers.borrow().peek().map(|timer| timer.deadline))
        .expect("all wait for each other");
    thread::sleep(deadline.saturating_duration_since(Instant::now()));
    let now = Instant::now();
    while let Some(timer) = TIMERS.with(|timers| {
        let mut timers = timers.borrow_mut();
        match timers.peek() {
            Some(first) if first.deadline <= now => timers.pop(),
            _ => None,
        }
    }) {
        timer.sleeper.wake();
    }
}

/// How many sleep.
pub fn asleep() -> usize {
    TIMERS.with(|timers| timers.borrow().len())
}

/// Waits for so long.
pub fn sleep(time: Duration) -> impl Future<Output = ()> {
    Sleep {
        deadline: Instant::now() + time,
        waits: false,
    }
}

struct Sleep {
    deadline: Instant,
    waits: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.deadline {
            return Poll::Ready(());
        }
        if !self.waits {
            self.waits = true;
            let timer = Timer {
                deadline: self.deadline,
                sleeper: cx.waker().clone(),
            };
            TIMERS.with(|timers| timers.borrow_mut().push(timer));
        }
        Poll::Pending
    }
}

/// Lets all others that can run go first.
pub fn yield_now() -> impl Future<Output = ()> {
    Yield { yielded: false }
}

struct Yield {
    yielded: bool,
}

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
