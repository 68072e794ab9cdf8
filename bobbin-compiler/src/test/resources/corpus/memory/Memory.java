package corpus.memory;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.lang.ref.WeakReference;

/** What a suspended coroutine keeps alive. True, too, where nothing suspended: then there is nothing to see. */
public class Memory {
    private static boolean isCollected(WeakReference<?> ref) {
        for (int k = 0; k < 20 && ref.get() != null; k++) {
            System.gc();
        }
        return ref.get() == null;
    }

    public static Async<Boolean> deadLocalIsCollected() {
        byte[] big = new byte[1 << 16];
        WeakReference<byte[]> ref = new WeakReference<>(big);
        big[0] = 1;
        pause().await();
        return done(!hasSuspended() || isCollected(ref));
    }

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
}
