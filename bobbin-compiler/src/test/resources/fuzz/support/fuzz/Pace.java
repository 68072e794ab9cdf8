package fuzz;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/** What random programs call: helpers that suspend as the harness says, the trace of side effects, and things to fail with. */
public final class Pace {
    private static final int FUEL = 100;
    private static final int LIMIT = 20_000;
    private static final int MOST_SUSPENSIONS = 50_000;

    private static final StringBuilder TRACE = new StringBuilder();
    private static SplittableRandom random = new SplittableRandom(0);
    private static String mode = "NEVER";
    private static int points;
    private static int cancelAt;
    private static Runnable canceller;
    private static Throwable cancellation;
    private static boolean blocking;
    private static int fuel;
    private static int flips;

    private Pace() {}

    /**
     * Called by the harness before each run.
     *
     * @param newMode NEVER, ALWAYS or RANDOM
     * @param at the suspension point that is cancelled, counted from 1; 0 for none
     * @param cancel what to call there
     * @param thrown what is thrown there instead, in blocking code
     */
    public static void reset(String newMode, long seed, int at, Runnable cancel, Throwable thrown, boolean isBlocking) {
        mode = newMode;
        random = new SplittableRandom(seed);
        points = 0;
        cancelAt = at;
        canceller = cancel;
        cancellation = thrown;
        blocking = isBlocking;
        fuel = FUEL;
        flips = 0;
        TRACE.setLength(0);
    }

    public static String trace() {
        return TRACE.toString();
    }

    /** How many suspension points were reached. */
    public static int points() {
        return points;
    }

    /** What every loop and every recursive coroutine asks before it goes on: so each program ends. */
    public static boolean fuel() {
        return fuel > 0 && fuel-- > 0;
    }

    /** Now so, now so, and the same in every run. */
    public static boolean coin() {
        flips = flips * 1103515245 + 12345;
        return (flips >>> 30 & 1) == 0;
    }

    // ---- the trace --------------------------------------------------------------------------------------------------

    private static void note(String what) {
        if (TRACE.length() < LIMIT) {
            TRACE.append(what).append(' ');
        }
    }

    public static <T> T log(T what) {
        note(show(what));
        return what;
    }

    public static boolean log(boolean x) {
        note("z" + x);
        return x;
    }

    public static byte log(byte x) {
        note("b" + x);
        return x;
    }

    public static char log(char x) {
        note("c" + (int) x);
        return x;
    }

    public static short log(short x) {
        note("s" + x);
        return x;
    }

    public static int log(int x) {
        note("" + x);
        return x;
    }

    public static long log(long x) {
        note(x + "L");
        return x;
    }

    public static float log(float x) {
        note(show(x));
        return x;
    }

    public static double log(double x) {
        note(show(x));
        return x;
    }

    /** So that no text grows for ever. */
    public static String cut(String s) {
        return s != null && s.length() > 60 ? s.substring(0, 30) + s.substring(s.length() - 30) : s;
    }

    /** As text that is equal only for equal values; a NaN's payload is the processor's business. */
    public static String show(Object what) {
        return cut(full(what));
    }

    private static String full(Object what) {
        if (what instanceof Double) {
            return "d" + Long.toHexString(Double.doubleToLongBits((Double) what));
        }
        if (what instanceof Float) {
            return "f" + Integer.toHexString(Float.floatToIntBits((Float) what));
        }
        if (what instanceof Throwable) {
            return describe((Throwable) what);
        }
        if (what instanceof int[]) {
            return Arrays.toString((int[]) what);
        }
        if (what instanceof long[]) {
            return Arrays.toString((long[]) what);
        }
        if (what instanceof double[]) {
            StringBuilder all = new StringBuilder("{");
            for (double d : (double[]) what) {
                all.append(show(d)).append(',');
            }
            return all.append('}').toString();
        }
        if (what instanceof byte[]) {
            return Arrays.toString((byte[]) what);
        }
        if (what instanceof short[]) {
            return Arrays.toString((short[]) what);
        }
        if (what instanceof boolean[]) {
            return Arrays.toString((boolean[]) what);
        }
        if (what instanceof char[]) {
            StringBuilder all = new StringBuilder("{");
            for (char c : (char[]) what) {
                all.append((int) c).append(',');
            }
            return all.append('}').toString();
        }
        if (what instanceof float[]) {
            StringBuilder all = new StringBuilder("{");
            for (float f : (float[]) what) {
                all.append(show(f)).append(',');
            }
            return all.append('}').toString();
        }
        if (what instanceof Object[]) {
            StringBuilder all = new StringBuilder("{");
            for (Object d : (Object[]) what) {
                all.append(show(d)).append(',');
            }
            return all.append('}').toString();
        }
        if (what == null || what instanceof String || what instanceof Number || what instanceof Boolean) {
            return what instanceof Integer ? "I" + what : "'" + what + "'";
        }
        return what instanceof Enum || what instanceof Character || what instanceof Point || what instanceof List
                ? what.toString()
                : what.getClass().getSimpleName();
    }

    /** Without what the VM makes up from the names of variables and class loaders. */
    public static String describe(Throwable t) {
        String message = String.valueOf(t.getMessage());
        if (t instanceof Cancelled || t instanceof CancellationException || t instanceof NullPointerException || t instanceof ClassCastException) {
            message = "";
        }
        StringBuilder text = new StringBuilder(t.getClass().getSimpleName()).append(':').append(message);
        for (Throwable suppressed : t.getSuppressed()) {
            text.append('[').append(describe(suppressed)).append(']');
        }
        if (t.getCause() != null && t.getCause() != t) {
            text.append("<-").append(describe(t.getCause()));
        }
        return text.toString();
    }

    // ---- suspending -------------------------------------------------------------------------------------------------

    private static boolean suspends() {
        points++;
        if (points > MOST_SUSPENSIONS) {
            throw new AssertionError("this program does not end");
        }
        if (points == cancelAt) {
            if (cancellation != null) {
                Pace.<RuntimeException>sneak(cancellation);
            }
            if (canceller != null) {
                canceller.run();
                return true;
            }
        }
        return mode.equals("ALWAYS") || mode.equals("RANDOM") && random.nextBoolean();
    }

    /** What the running task waits for: for ever, if it is to be cancelled there. */
    private static Async<Void> source() {
        return points == cancelAt ? Async.create(c -> {}) : Bobbin.yieldNow();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }

    public static Async<Void> pause() {
        if (suspends()) {
            source().await();
        }
        return done();
    }

    public static <T> Async<T> step(T x) {
        if (suspends()) {
            source().await();
        }
        return done(x);
    }

    /** Suspends more than once, in a frame of its own each time. */
    public static <T> Async<T> far(T x) {
        T a = step(x).await();
        return done(step(a).await());
    }

    /** An Async that no coroutine made. */
    public static <T> Async<T> foreign(T x) {
        return Async.create(c -> c.complete(x));
    }

    /** An ordinary method. */
    public static <T> Async<T> now(T x) {
        return done(x);
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

    public static Async<Integer> sum(int... xs) {
        int r = 0;
        for (int x : xs) {
            r += step(x).await();
        }
        return done(r);
    }

    @SafeVarargs
    public static <T> Async<T> pick(int n, T... of) {
        T picked = of[Math.floorMod(n, of.length)];
        return done(step(picked).await());
    }

    // ---- failing ----------------------------------------------------------------------------------------------------

    /** A checked failure of the programs' own. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        public Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Fails for some numbers, each in its way, and gives back the others. */
    public static int risk(int n) throws IOException, Failure {
        switch (n & 31) {
            case 3:
                throw new IOException("io" + n);
            case 7:
                throw new IllegalStateException("state" + n);
            case 11:
                throw new Failure("failure" + n, new IllegalArgumentException("why" + n));
            case 19:
                throw new IllegalArgumentException("argument" + n);
            case 30:
                throw new StackOverflowError("error" + n);
            default:
                return n;
        }
    }

    public static Async<Integer> mayFail(int n) throws IOException, Failure {
        pause().await();
        return done(risk(n));
    }

    public static Async<Integer> mayFailAtOnce(int n) throws IOException, Failure {
        int r = risk(n);
        pause().await();
        return done(r);
    }

    public static Async<Integer> mayBeFailed(int n) {
        return (n & 7) == 3 ? Async.failed(new IllegalStateException("failed" + n)) : done(n);
    }

    /** A resource that notes its end, which may fail. */
    public static final class Res implements AutoCloseable {
        private final int id;

        public Res(int id) {
            this.id = log(id);
        }

        public int id() {
            return id;
        }

        @Override
        public void close() throws IOException {
            note("close" + id);
            if ((id & 7) == 5) {
                throw new IOException("close" + id);
            }
        }
    }

    // ---- shapes of code ---------------------------------------------------------------------------------------------

    /** A mutable object. */
    public static final class Point {
        public int x;
        public long y;
        public String s;

        public Point(int x, long y, String s) {
            this.x = x;
            this.y = y;
            this.s = s;
        }

        public Async<Integer> moved(int by) {
            int before = x;
            pause().await();
            x += by;
            return done(before);
        }

        @Override
        public String toString() {
            return "(" + x + "," + y + "," + s + ")";
        }
    }

    /** Coroutines that are overridden, or not. */
    public interface Shape {
        Async<Integer> area(int x) throws Exception;

        default Async<Integer> twice(int x) throws Exception {
            int a = area(x).await();
            return done(a + area(x + 1).await());
        }
    }

    /** A lambda that is a coroutine. */
    public interface Fn<A, B> {
        Async<B> at(A a) throws Exception;
    }

    public interface IntFn {
        Async<Integer> at(int a) throws Exception;
    }

    public static <A, B> Async<B> apply(Fn<A, B> fn, A a) throws Exception {
        return done(fn.at(a).await());
    }

    // ---- side by side -----------------------------------------------------------------------------------------------

    /** One child in a scope; without coroutines, a call. */
    public static <T> Async<T> spawned(AsyncSupplier<T> body) throws Exception {
        if (blocking) {
            return done(body.get().await());
        }
        try (Scope scope = Scope.open()) {
            Task<T> task = scope.spawn(body);
            scope.join().await();
            return done(task.await());
        }
    }

    /** Null in blocking code: a try then closes nothing. */
    public static Scope open() {
        return blocking ? null : Scope.open();
    }

    public static <T> Async<T> child(Scope scope, Async<T> body) {
        return scope == null ? body : scope.spawn(body);
    }

    public static Async<Void> joined(Scope scope) {
        if (scope != null) {
            scope.join().await();
        }
        return done();
    }

    public static <T> Async<T> children(Async<T> a, Async<T> b, int which) {
        if (blocking) {
            T first = a.await();
            T second = b.await();
            return done((which & 1) == 0 ? first : second);
        }
        try (Scope scope = Scope.open()) {
            Task<T> first = scope.spawn(a);
            Task<T> second = scope.spawn(b);
            scope.join().await();
            return done((which & 1) == 0 ? first.await() : second.await());
        }
    }

    public static <T> Async<T> timed(Async<T> a) {
        return done(a.timeout(Duration.ofHours(1)).await());
    }

    /** Against one that never ends. */
    public static <T> Async<T> raced(Async<T> a) {
        return done(Async.<T>race(Arrays.asList(Async.<T>create(c -> {}), a)).await());
    }

    public static <T> Async<T> firstGood(Async<T> a) {
        Async<T> bad = Async.failed(new IllegalStateException("bad"));
        return done(Async.<T>any(Arrays.asList(bad, a, Async.<T>create(c -> {}))).await());
    }

    public static <T> Async<T> both(Async<T> a, Async<T> b, int which) {
        List<T> all = Async.<T>all(Arrays.asList(a, b)).await();
        return done(all.get(which & 1));
    }
}
