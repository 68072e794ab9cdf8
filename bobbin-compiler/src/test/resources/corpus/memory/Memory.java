package corpus.memory;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import corpus.OfStateMachines;
import dev.bobbin.Async;
import java.lang.ref.WeakReference;

/** What a suspended coroutine keeps alive. True, too, where nothing suspended: then there is nothing to see. */
public class Memory {
    private static final String WHY = "on a stack the JVM decides how long a variable lives: at least until its code is compiled, to the end of the method";

    private static boolean isCollected(WeakReference<?> ref) {
        for (int k = 0; k < 20 && ref.get() != null; k++) {
            System.gc();
        }
        return ref.get() == null;
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> deadLocalIsCollected() {
        byte[] big = new byte[1 << 16];
        WeakReference<byte[]> ref = new WeakReference<>(big);
        big[0] = 1;
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> localThatDiesLaterIsCollected() {
        byte[] big = new byte[1 << 16];
        WeakReference<byte[]> ref = new WeakReference<>(big);
        pause().await();
        big[0] = 1;
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    public static Async<Boolean> finishedCalleeKeepsNothing() {
        WeakReference<byte[]> ref = new WeakReference<>(new byte[1 << 16]);
        byte[] first = ref.get();
        int n = holds(first).await();
        first = null;
        pause().await();
        return done(!hasSuspended() || n == 1 << 16 && isCollected(ref));
    }

    private static Async<Integer> holds(byte[] big) {
        pause().await();
        int n = big.length;
        pause().await();
        return done(n + big[0]);
    }

    public static Async<Boolean> awaitedResultThatIsDroppedIsCollected() {
        WeakReference<byte[]> ref = new WeakReference<>(big().await());
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    private static Async<byte[]> big() {
        pause().await();
        return done(new byte[1 << 16]);
    }

    public static Async<Boolean> liveLocalIsNotCollected() {
        byte[] big = new byte[1 << 16];
        WeakReference<byte[]> ref = new WeakReference<>(big);
        pause().await();
        System.gc();
        boolean alive = ref.get() != null;
        big[0] = 1;
        return done(alive);
    }

    public static Async<Boolean> operandUnderTheAwaitIsReleased() {
        WeakReference<StringBuilder> ref = new WeakReference<>(new StringBuilder("x"));
        String s = ref.get().append(step("y").await()).toString();
        pause().await();
        return done(s.equals("xy") && (!hasSuspended() || isCollected(ref)));
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> deadArgumentsOfACalleeAreCollected() {
        WeakReference<byte[]> ref = new WeakReference<>(new byte[1 << 16]);
        return done(usesFirst(ref.get(), ref).await());
    }

    private static Async<Boolean> usesFirst(byte[] big, WeakReference<byte[]> ref) {
        int n = big.length;
        pause().await();
        return done(n == 1 << 16 && (!hasSuspended() || isCollected(ref)));
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> whatALoopsLastRoundLeftIsCollected() {
        WeakReference<byte[]> ref = null;
        boolean fine = true;
        for (int k = 0; k < 5; k++) {
            if (ref != null) {
                pause().await();
                fine &= !hasSuspended() || isCollected(ref);
            }
            byte[] big = step(new byte[1 << 16]).await();
            ref = new WeakReference<>(big);
            pause().await();
            big[0] = 1;
        }
        return done(fine);
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> aCaughtFailureIsCollected() {
        WeakReference<Throwable> ref = null;
        try {
            fail(new IllegalStateException("gone")).await();
        } catch (IllegalStateException e) {
            pause().await();
            ref = new WeakReference<>(e);
        }
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> aClosedResourceIsCollected() {
        WeakReference<Resource> ref;
        try (Resource r = new Resource()) {
            pause().await();
            ref = new WeakReference<>(r);
        }
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    private static final class Resource implements AutoCloseable {
        @Override
        public void close() {}
    }

    @OfStateMachines(because = WHY)
    public static Async<Boolean> valuesOfAnotherBranchAreCollected() {
        WeakReference<byte[]> ref = null;
        for (int k = 0; k < 2; k++) {
            if (k == 0) {
                byte[] big = new byte[1 << 16];
                pause().await();
                ref = new WeakReference<>(big);
            } else {
                String small = step("small").await();
                pause().await();
                if (hasSuspended() && !isCollected(ref)) {
                    return done(small.isEmpty());
                }
            }
        }
        return done(true);
    }

    public static Async<Boolean> finishedCalleesOfManyKindsKeepNothing() {
        byte[] big = new byte[1 << 16];
        WeakReference<byte[]> ref = new WeakReference<>(big);
        Async<Integer> stored = holds(big);
        int n = holds(big).await() + stored.await() + recursive(big, 20).await() + failing(big).await();
        big = null;
        stored = null;
        pause().await();
        return done(!hasSuspended() || n > 0 && isCollected(ref));
    }

    private static Async<Integer> recursive(byte[] big, int n) {
        pause().await();
        return done(n == 0 ? 1 : recursive(big, n - 1).await() + big.length);
    }

    private static Async<Integer> failing(byte[] big) {
        try {
            return done(throwing(big).await());
        } catch (IllegalStateException e) {
            pause().await();
            return done(big.length);
        }
    }

    private static Async<Integer> throwing(byte[] big) {
        pause().await();
        if (big.length > 0) {
            throw new IllegalStateException("x");
        }
        return done(0);
    }

    public static Async<Boolean> aCalleeThatEndsInATailCallKeepsNothing() {
        WeakReference<byte[]> ref = new WeakReference<>(new byte[1 << 16]);
        return done(tailOf(ref.get(), ref).await());
    }

    private static Async<Boolean> tailOf(byte[] big, WeakReference<byte[]> ref) {
        pause().await();
        big[0]++;
        return checks(ref);
    }

    private static Async<Boolean> checks(WeakReference<byte[]> ref) {
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

    public static Async<Boolean> completionsInALoopAreGarbage() {
        WeakReference<Object> early = null;
        for (int k = 0; k < 1000; k++) {
            Object o = step(new Object()).await();
            early = k == 10 ? new WeakReference<>(o) : early;
        }
        pause().await();
        return done(!hasSuspended() || isCollected(early));
    }
}
