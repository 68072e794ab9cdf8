package dev.bobbin.runtime;

import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * The hand-over of code to threads, against itself in one thread. The pool's threads are those of the scenario: what it starts does
 * not run, and any may ask for code as a thread of the pool does. By stress alone: the model checker comes to a halt over threads
 * that are made and not started.
 */
class BlockingPoolLincheckTest {
    /** A thread that is not started. */
    private static final class Still extends Thread {
        @Override
        public void start() {}
    }

    /** A piece of code. */
    private record Code(int number) implements Runnable {
        @Override
        public void run() {
            throw new AssertionError("only queued");
        }
    }

    private static int number(Runnable code) {
        return code == null ? -1 : ((Code) code).number();
    }

    /** Threads end at once when there is no code, and some cannot be started. Begins with two, so that both can go. */
    @Param(name = "code", gen = IntGen.class, conf = "1:99")
    public static class Accounts {
        private final ThreadLocal<Boolean> fails = ThreadLocal.withInitial(() -> false);
        private final BlockingPool pool = new BlockingPool(3, 0, body -> {
            if (fails.get()) {
                throw new OutOfMemoryError("on purpose");
            }
            return new Still();
        });

        public Accounts() {
            for (int i = 0; i < 2; i++) {
                pool.run(new Code(0));
                pool.next();
            }
        }

        @Operation
        public boolean run(@Param(name = "code") int code) {
            return run(code, false);
        }

        @Operation
        public boolean runWithoutANewThread(@Param(name = "code") int code) {
            return run(code, true);
        }

        private boolean run(int code, boolean failing) {
            fails.set(failing);
            try {
                pool.run(new Code(code));
                return true;
            } catch (RejectedExecutionException e) {
                return false;
            }
        }

        @Operation
        public int next() {
            return number(pool.next());
        }

        @Operation
        public int threads() {
            return pool.threads();
        }
    }

    /** Threads wait for code for a moment, and may be given it meanwhile. */
    @Param(name = "code", gen = IntGen.class, conf = "1:99")
    public static class Waits {
        private static final long MOMENT = 20_000;

        private final BlockingPool pool = new BlockingPool(3, MOMENT, body -> new Still());

        @Operation
        public void run(@Param(name = "code") int code) {
            pool.run(new Code(code));
        }

        @Operation
        public int next() {
            return number(pool.next());
        }
    }

    @Test
    void accounts_stressed_areLinearizable() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .check(Accounts.class);
    }

    @Test
    void waits_stressed_areLinearizable() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(Waits.class);
    }
}
