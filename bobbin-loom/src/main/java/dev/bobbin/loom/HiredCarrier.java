package dev.bobbin.loom;

import dev.bobbin.spi.Carrier;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries stacks for others, which may not and wait meanwhile: see {@link Carrier}.
 *
 * <p>To hand over to a thread that sleeps, and to be woken by it, takes some 8 µs. So each of the two stays awake for about as long before it sleeps: what is
 * handed to and fro all the time takes a fraction of that, and nothing takes more than twice as long as it would (Karlin, Li, Manasse and Owicki, <i>Empirical
 * Studies of Competitive Spinning for a Shared-Memory Multiprocessor</i>, SOSP 1991). On a single processor they sleep at once.
 *
 * <p>The two agree as Dekker's algorithm has it: who is to go on first says that it sleeps and then looks, and who lets it go on first does so and then looks whether it sleeps.
 */
final class HiredCarrier extends Thread implements Carrier {
    /** On which the call's frames are while it runs: as a worker's. In bytes, of address space. */
    private static final long STACK = 16L << 20;

    /** In nanoseconds. */
    private static final long AWAKE = Runtime.getRuntime().availableProcessors() > 1 ? 10_000 : 0;

    /** Between two looks at the clock. */
    private static final int LOOKS = 32;

    /** After which one that carries nothing ends. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Those that carry nothing, the one that has been idle longest first; guarded by itself. */
    private static final ArrayDeque<HiredCarrier> IDLE = new ArrayDeque<>();

    private static final AtomicInteger MADE = new AtomicInteger();

    private volatile @Nullable CarriedStack load;
    private volatile boolean asleep;

    /** Who waits for the {@link #load} to be carried, asleep. */
    private volatile @Nullable Thread sleeper;

    /** Of carrying; published with {@link #load}. */
    private @Nullable Throwable failure;

    private HiredCarrier() {
        super(null, null, "bobbin-carrier-" + MADE.incrementAndGet(), STACK, false);
        setDaemon(true);
    }

    /** Has it carried until its call has suspended or ended. What is thrown was not thrown by the call. An interrupt of the caller goes to the stack. */
    static void carry(CarriedStack stack) {
        HiredCarrier hired;
        synchronized (IDLE) {
            hired = IDLE.pollLast();
        }
        if (hired == null) {
            hired = new HiredCarrier();
            hired.start();
        }
        Throwable failure = hired.carried(stack);
        synchronized (IDLE) {
            IDLE.addLast(hired);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private @Nullable Throwable carried(CarriedStack stack) {
        load = stack;
        if (asleep) {
            LockSupport.unpark(this);
        }
        Thread me = Thread.currentThread();
        long since = System.nanoTime();
        for (int looks = 1; load != null; looks++) {
            if (staysAwake(looks, since)) {
                Thread.onSpinWait();
            } else {
                sleeper = me;
                if (load != null) {
                    LockSupport.park(stack);
                }
            }
            if (Thread.interrupted()) {
                stack.interruptedResumer();
            }
        }
        sleeper = null;
        Throwable thrown = failure;
        failure = null;
        return thrown;
    }

    @Override
    public void run() {
        while (isHired()) {
            carryLoad();
            load = null;
            Thread waiting = sleeper;
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /** In a method of its own, so that nothing refers to the stack afterwards. */
    private void carryLoad() {
        CarriedStack stack = load;
        try {
            if (stack != null) {
                stack.carry();
            }
        } catch (Throwable t) { // for who waits
            failure = t;
        }
    }

    /** Waits until there is something to carry; false if there has been nothing for long. */
    private boolean isHired() {
        long since = System.nanoTime();
        for (int looks = 1; load == null; looks++) {
            if (staysAwake(looks, since)) {
                Thread.onSpinWait();
                continue;
            }
            asleep = true;
            if (load == null) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
            asleep = false;
            Thread.interrupted(); // or it would not sleep again
            if (load == null && System.nanoTime() - since >= IDLE_NANOS) {
                synchronized (IDLE) {
                    if (IDLE.remove(this)) { // else somebody has just hired it
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Whether to look again at once, after so many looks in vain. */
    private static boolean staysAwake(int looks, long since) {
        return AWAKE > 0 && (looks % LOOKS != 0 || System.nanoTime() - since < AWAKE);
    }
}
