package dev.bobbin.compiler.lift;

import java.util.SplittableRandom;

/** When {@link Pace} suspends, and where it did. Each thread has its own, and so does all that it runs. */
public final class Rhythm {
    enum Mode {
        NEVER,
        ALWAYS,
        RANDOM
    }

    /** Of one call: a loop that suspends each time round proves no more by going on. */
    private static final int MAX_SUSPENSIONS = 2_000;

    private static final ThreadLocal<Rhythm> CURRENT = ThreadLocal.withInitial(Rhythm::new);

    private Mode mode = Mode.NEVER;
    private SplittableRandom random = new SplittableRandom(0);
    private int left;
    private int[] suspended = new int[0];

    private Rhythm() {}

    /** Of this thread. */
    static Rhythm current() {
        return CURRENT.get();
    }

    /** Forgets what was counted. */
    void forget(int methods) {
        suspended = new int[methods];
    }

    void begin(Mode newMode, long seed) {
        mode = newMode;
        random = new SplittableRandom(seed);
        left = MAX_SUSPENSIONS;
    }

    /** How often the method of that number has suspended. */
    int suspensions(int method) {
        return suspended[method];
    }

    /** Asked by a point of the method of that number. */
    public static boolean suspends(int method) {
        return current().isPoint(method);
    }

    private boolean isPoint(int method) {
        if (mode == Mode.NEVER || left == 0 || mode == Mode.RANDOM && random.nextInt(3) != 0) {
            return false;
        }
        left--;
        suspended[method]++;
        return true;
    }
}
