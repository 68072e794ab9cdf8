package concurrent;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** How much the cases do, what chance they get, and what to show of them if they hang. */
public class Load {
    private static final int SCALE = Integer.getInteger("concurrent.scale", 1);
    private static final List<Object> WATCHED = new CopyOnWriteArrayList<>();
    private static long seed;

    private Load() {}

    /** For ConcurrentTest, before each case. */
    public static void begin(long caseSeed) {
        seed = caseSeed;
        WATCHED.clear();
    }

    /** For ConcurrentTest, of a case that has not ended. */
    public static String watched() {
        StringBuilder text = new StringBuilder();
        WATCHED.forEach(w -> text.append(w).append('\n'));
        return text.toString();
    }

    static int of(int small, int full) {
        return (int) Math.min(full, (long) small * SCALE);
    }

    static SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    /** The thing is shown if the case hangs. */
    static <T> T watch(T thing) {
        WATCHED.add(thing);
        return thing;
    }

    /** What was watched has been found in order. */
    static void unwatch() {
        WATCHED.clear();
    }

    static void check(boolean holds, String what, Object... shown) {
        if (!holds) {
            throw new AssertionError(String.format(what, shown));
        }
    }

    /** Nobody waits at it. */
    static void quiet(Object channelOrSemaphore) {
        String text = channelOrSemaphore.toString();
        boolean waits = text.matches(".*\\b[1-9]\\d* (sending|receiving|waiting).*");
        check(!waits, "somebody waits still: %s", text);
    }
}
