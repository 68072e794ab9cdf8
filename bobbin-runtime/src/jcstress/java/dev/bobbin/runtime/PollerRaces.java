package dev.bobbin.runtime;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * {@link NioPoller}: who waits, and who changes something. A wait that nobody ends lasts for a minute here, which is a lost wake-up: a
 * machine with more to do than processors may keep a thread off them for seconds.
 */
final class PollerRaces {
    private static final long MINUTE = 60_000_000_000L;

    private PollerRaces() {}

    /** A change made before a wake-up: the thread that is about to wait sees it, or is woken. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "seen, or woken")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class AwaitAndWakeUp {
        private final NioPoller poller = new NioPoller();
        private volatile boolean changed;

        @Actor
        public void waiting(I_Result r) {
            long begin = System.nanoTime();
            while (!changed && System.nanoTime() - begin < MINUTE) {
                poller.await(() -> changed ? 0 : MINUTE);
            }
            r.r1 = System.nanoTime() - begin < MINUTE ? 1 : 0;
        }

        @Actor
        public void changing() {
            changed = true;
            poller.wakeUp();
        }
    }

    /** Who lets the poller go flushes for who asks, or that one does so itself. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "it is free, and flushed")
    @Outcome(expect = Expect.FORBIDDEN, desc = "nobody flushes, or nobody may take it any more")
    @State
    public static class ReleaseAndFlush {
        private final NioPoller poller = new NioPoller();

        public ReleaseAndFlush() {
            poller.tryAcquire();
        }

        @Actor
        public void holder(ZZ_Result r) {
            poller.release();
            r.r1 = true;
        }

        @Actor
        public void flushing(ZZ_Result r) {
            poller.flush(); // hangs where nobody does
            boolean free = poller.tryAcquire();
            long begin = System.nanoTime();
            while (!free && System.nanoTime() - begin < MINUTE) {
                LockSupport.parkNanos(1);
                free = poller.tryAcquire();
            }
            r.r2 = free;
        }
    }

    /** Two that want to hold it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one holds it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both hold it, or none")
    @State
    public static class AcquireAndAcquire {
        private final NioPoller poller = new NioPoller();

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = poller.tryAcquire();
        }

        @Actor
        public void two(ZZ_Result r) {
            r.r2 = poller.tryAcquire();
        }
    }
}
