package dev.bobbin.lab.parked;

import dev.bobbin.lab.heap.Heap;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Counts the heap of waiting virtual threads, as {@link ParkedTasks} does that of tasks; prints what {@code ChildWork} reads. */
public final class ParkedThreads {
    private static final int WARMUP = 10_000;

    private final Promise[] promises;
    private final Thread[] threads;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger interrupted = new AtomicInteger();

    private ParkedThreads(int size) {
        promises = new Promise[size];
        threads = new Thread[size];
        for (int i = 0; i < size; i++) {
            promises[i] = new Promise();
        }
    }

    /** A value that one thread waits for. It makes no object and no call but to park: the JDK's own futures would be in the figure. */
    private static final class Promise {
        private volatile boolean isGiven;
        private int value;

        int get() throws InterruptedException {
            while (!isGiven) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
            return value;
        }

        void give(int given, Thread waiting) {
            value = given;
            isGiven = true;
            LockSupport.unpark(waiting);
        }
    }

    /** @param args number of threads */
    public static void main(String[] args) {
        int size = Integer.parseInt(args[0]);
        try {
            deliver(WARMUP, false);
            new ParkedThreads(WARMUP).cancel();
            deliver(size, true);
            new ParkedThreads(size).cancel();
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private static void deliver(int size, boolean report) {
        ParkedThreads crowd = new ParkedThreads(size);
        Heap before = Heap.now();
        for (int i = 0; i < 2; i++) {
            before = Heap.now(); // each keeps the one before alive, so that the last leaves no more than it found
        }
        crowd.start();
        if (report) {
            Heap.now().reportSince(before, size);
        }
        crowd.give();
    }

    private void start() {
        for (int i = 0; i < threads.length; i++) {
            int number = i;
            threads[i] = Threads.VIRTUAL.start(() -> alone(promises[number], number));
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.yield();
            }
        }
    }

    /** What is counted: one {@code int} lives across the wait. */
    private void alone(Promise promise, int a) {
        try {
            int got = promise.get();
            answers.addAndGet(got + a);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
    }

    private void give() {
        for (int i = 0; i < threads.length; i++) {
            promises[i].give(2 * i, threads[i]);
        }
        for (Thread thread : threads) {
            Threads.join(thread);
        }
        long n = threads.length;
        Answer.check("sum of what the threads answered", 3 * (n * (n - 1) / 2), answers.get());
    }

    private void cancel() {
        start();
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            Threads.join(thread);
        }
        Answer.check("interrupted threads", threads.length, interrupted.get());
    }
}
