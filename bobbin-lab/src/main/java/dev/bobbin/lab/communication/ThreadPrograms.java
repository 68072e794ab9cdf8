package dev.bobbin.lab.communication;

import dev.bobbin.lab.threads.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The {@link Programs} by threads of the JDK and its queues and locks. There is no select over queues. */
final class ThreadPrograms {
    private static final int END = 0;

    private int counter;

    private ThreadPrograms() {}

    static long of(String program, int n, Threads kind) {
        return switch (program) {
            case "channel" -> consumed(n, 1, kind);
            case "fanout" -> consumed(n, Programs.CONSUMERS, kind);
            case "mutex" -> counted(n, kind);
            default -> throw new IllegalArgumentException("no program '" + program + "' for threads");
        };
    }

    private static long consumed(int n, int consumers, Threads kind) {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(Programs.BUFFER);
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < consumers; i++) {
            threads.add(kind.start(() -> sum.addAndGet(consume(queue))));
        }
        threads.add(kind.start(() -> produce(queue, n, consumers)));
        threads.forEach(Threads::join);
        return sum.get();
    }

    private static void produce(BlockingQueue<Integer> queue, int n, int consumers) {
        try {
            for (int i = 0; i < n; i++) {
                queue.put(Programs.ELEMENT);
            }
            for (int i = 0; i < consumers; i++) {
                queue.put(END);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long consume(BlockingQueue<Integer> queue) {
        try {
            long sum = 0;
            for (int v = queue.take(); v != END; v = queue.take()) {
                sum += v;
            }
            return sum;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long counted(int n, Threads kind) {
        ThreadPrograms state = new ThreadPrograms();
        ReentrantLock lock = new ReentrantLock();
        Thread one = kind.start(() -> state.count(lock, n / 2));
        Thread two = kind.start(() -> state.count(lock, n - n / 2));
        Threads.join(one);
        Threads.join(two);
        return state.counter;
    }

    private void count(ReentrantLock lock, int n) {
        for (int i = 0; i < n; i++) {
            lock.lock();
            try {
                counter += Programs.ELEMENT;
            } finally {
                lock.unlock();
            }
        }
    }
}
