package allocation;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;

/** A mutex that is locked and unlocked, for ChannelAllocationTest: each time counts as an element would. */
public class Locks {
    private static final int LENGTH = "element".length();

    private static Async<Integer> count(Mutex mutex, int times) {
        int length = 0;
        for (int k = 0; k < times; k++) {
            try (var held = mutex.lock().await()) {
                length += LENGTH;
            }
        }
        return done(length);
    }

    private static Async<Integer> hold(Mutex mutex, int times) {
        int length = 0;
        for (int k = 0; k < times; k++) {
            try (var held = mutex.lock().await()) {
                Bobbin.yieldNow().await();
                length += LENGTH;
            }
        }
        return done(length);
    }

    public static Async<Integer> locked(int times) {
        return count(Mutex.of(), times);
    }

    public static Async<Integer> lockedAcrossAnAwait(int times) {
        return hold(Mutex.of(), times);
    }

    /** By two, each of which finds that the other has it. */
    public static Async<Integer> handedOver(int times) {
        Mutex mutex = Mutex.of();
        try (var scope = Scope.open()) {
            var one = scope.spawn(hold(mutex, times / 2));
            var two = scope.spawn(hold(mutex, times / 2));
            scope.join().await();
            return done(one.await() + two.await());
        }
    }
}
