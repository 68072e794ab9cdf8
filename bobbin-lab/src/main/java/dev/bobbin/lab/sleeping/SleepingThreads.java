package dev.bobbin.lab.sleeping;

import dev.bobbin.lab.heap.Heap;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the heap of sleeping virtual threads, as {@link SleepingTasks} does that of tasks. */
public final class SleepingThreads {
    private static final int WARMUP = 10_000;

    private final Thread[] threads;
    private final AtomicInteger interrupted = new AtomicInteger();
    private Heap before = Heap.now();

    private SleepingThreads(int size) {
        threads = new Thread[size];
    }

    /** @param args number of threads */
    public static void main(String[] args) {
        int size = Integer.parseInt(args[0]);
        try {
            new SleepingThreads(WARMUP).count(false);
            new SleepingThreads(size).count(true);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private void count(boolean report) {
        for (int i = 0; i < 3; i++) {
            before = Heap.now();
        }
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Threads.VIRTUAL.start(this::sleep);
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.yield();
            }
        }
        if (report) {
            Heap.now().reportSince(before, threads.length);
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            Threads.join(thread);
        }
        Answer.check("interrupted threads", threads.length, interrupted.get());
    }

    private void sleep() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
    }
}
