package dev.bobbin.spi;

import java.util.Set;
import java.util.function.Predicate;

/** Which threads there are in this JVM. */
public final class Threads {
    /** Groups of threads that the JVM has for itself. */
    private static final Set<String> OF_THE_JVM = Set.of("system", "InnocuousThreadGroup");

    /** A thread that only waits for the program to end. */
    private static final String LAST = "DestroyJavaVM";

    private Threads() {}

    /**
     * Whether there are no others that could do anything: all that run are among these, or the calling thread, or the JVM's own.
     * Virtual threads are not seen, but the threads that carry them are, which stay. Takes some microseconds.
     */
    public static boolean areAll(Predicate<Thread> these) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() + 16];
        int n = root.enumerate(all);
        for (int i = 0; i < n; i++) {
            Thread thread = all[i];
            if (thread != Thread.currentThread() && !isOfTheJvm(thread) && !these.test(thread)) {
                return false;
            }
        }
        return n < all.length; // else there may be more
    }

    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup(); // null if it has ended
        return group == null
                || OF_THE_JVM.contains(group.getName())
                || thread.getName().equals(LAST);
    }
}
