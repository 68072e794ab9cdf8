package corpus;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * What every case awaits: helpers that never suspend, always suspend, or suspend at random, as the harness says; and the
 * trace of side effects that it compares.
 */
public final class Pace {
    private static final StringBuilder TRACE = new StringBuilder();
    private static SplittableRandom random = new SplittableRandom(0);
    private static String mode = "NEVER";
    private static boolean suspended;

    private Pace() {}

    /** Called by the harness before each run: NEVER, ALWAYS or RANDOM. */
    public static void reset(String newMode, long seed) {
        mode = newMode;
        random = new SplittableRandom(seed);
        suspended = false;
        TRACE.setLength(0);
    }

    public static String trace() {
        return TRACE.toString();
    }

    /** Notes a side effect and gives it back. */
    public static <T> T log(T what) {
        TRACE.append(TRACE.length() == 0 ? "" : " ").append(what);
        return what;
    }

    public static int logInt(int what) {
        log(what);
        return what;
    }

    /** Whether the helper called last did suspend. */
    public static boolean hasSuspended() {
        return suspended;
    }

    private static boolean suspends() {
        suspended = mode.equals("ALWAYS") || mode.equals("RANDOM") && random.nextBoolean();
        return suspended;
    }

    public static Async<Void> pause() {
        if (suspends()) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    public static <T> Async<T> step(T x) {
        if (suspends()) {
            Bobbin.yieldNow().await();
        }
        return done(x);
    }

    /** Suspends more than once on its way, and takes a frame of its own each time. */
    public static <T> Async<T> far(T x) {
        T a = step(x).await();
        T b = step(a).await();
        return done(step(b).await());
    }

    /** An Async that no coroutine made. */
    public static <T> Async<T> foreign(T x) {
        return Async.create(c -> c.complete(x));
    }

    public static Async<Boolean> z(boolean x) {
        pause().await();
        return done(x);
    }

    public static Async<Byte> b(byte x) {
        pause().await();
        return done(x);
    }

    public static Async<Character> c(char x) {
        pause().await();
        return done(x);
    }

    public static Async<Short> s(short x) {
        pause().await();
        return done(x);
    }

    public static Async<Integer> i(int x) {
        pause().await();
        return done(x);
    }

    public static Async<Long> j(long x) {
        pause().await();
        return done(x);
    }

    public static Async<Float> f(float x) {
        pause().await();
        return done(x);
    }

    public static Async<Double> d(double x) {
        pause().await();
        return done(x);
    }

    public static <T> Async<T> nothing() {
        pause().await();
        return done(null);
    }

    /** Fails after its suspension. */
    public static <T> Async<T> fail(Throwable failure) {
        pause().await();
        return Async.failed(failure);
    }

    public static <T> Async<T> io(String message) throws IOException {
        pause().await();
        throw new IOException(message);
    }

    /** Fails before any suspension. */
    public static <T> Async<T> failAtOnce(String message) {
        if (message != null) {
            throw new IllegalArgumentException(message);
        }
        pause().await();
        return done(null);
    }
}
