package dev.bobbin.runtime;

import java.util.concurrent.TimeUnit;

/** When something that holds others up may be done again: so seldom that it takes a twentieth of the time. Belongs to one thread. */
final class Pace {
    private static final int SHARE = 20;

    /** What takes longer than a twentieth of that does so on a machine with too much to do, mostly. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private long nextTime;
    private boolean rests;

    /** At that time, of {@link System#nanoTime}. */
    boolean allows(long now) {
        return !rests || now - nextTime >= 0;
    }

    /** It was done, from that time to that. */
    void took(long begin, long end) {
        nextTime = end + Math.min((SHARE - 1) * (end - begin), LONGEST);
        rests = true;
    }
}
