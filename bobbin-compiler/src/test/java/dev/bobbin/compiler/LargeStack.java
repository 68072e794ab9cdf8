package dev.bobbin.compiler;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** For recursions that some form carries out on the JVM's stack. */
final class LargeStack {
    private static final long BYTES = 1L << 28;

    private LargeStack() {}

    static <T> T run(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        new Thread(null, task, "large stack", BYTES).start();
        try {
            return task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
