package dev.bobbin.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Two threads that do something to each of many objects at the same time: they wait for each other before each. That takes long where
 * they have no two processors, so it ends after a second, or {@link #TIMES}.
 */
final class Together {
    /** How much longer than in each build; for the gate of {@code mutants}, where what is rare must happen. */
    static final int TIMES = Integer.getInteger("stress", 1);

    private static final long ENOUGH = TimeUnit.SECONDS.toNanos(TIMES);

    private final AtomicInteger one = new AtomicInteger();
    private final AtomicInteger two = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private final long begin = System.nanoTime();
    private volatile boolean over;

    private Together() {}

    /**
     * @param rounds how often at most, and {@link #TIMES} as often
     * @param objects how many there are
     * @param one what the first thread does to the object of a number
     * @param two what the second does
     * @param check looks at each object after a round, and makes it as it was
     * @return how many rounds there were
     */
    static int run(int rounds, int objects, IntConsumer one, IntConsumer two, IntConsumer check)
            throws InterruptedException {
        Together both = new Together();
        Thread second = new Thread(() -> both.go(both.two, both.one, rounds, objects, two, i -> {}));
        second.start();
        int done = both.go(both.one, both.two, rounds, objects, one, check);
        second.join();
        if (both.failure.get() != null) {
            throw new AssertionError(both.failure.get());
        }
        return done;
    }

    private int go(
            AtomicInteger own, AtomicInteger other, int rounds, int objects, IntConsumer action, IntConsumer check) {
        try {
            int step = 0;
            int round = 0;
            while (round < rounds * TIMES && !over) {
                for (int i = 0; i < objects; i++) {
                    meet(own, other, ++step);
                    action.accept(i);
                }
                if (own == one && System.nanoTime() - begin > ENOUGH) {
                    over = true; // before they meet, so that both see it or neither
                }
                meet(own, other, ++step);
                round++;
                for (int i = 0; i < objects; i++) {
                    check.accept(i);
                }
            }
            return round;
        } catch (Throwable t) { // told by the first
            failure.compareAndSet(null, t);
            return 0;
        } finally {
            own.set(Integer.MAX_VALUE); // the other need not wait
        }
    }

    private void meet(AtomicInteger own, AtomicInteger other, int step) {
        own.set(step);
        for (int spins = 0; other.get() < step; spins++) {
            if (spins < 1_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // more threads than processors
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the other has failed");
        }
    }
}
