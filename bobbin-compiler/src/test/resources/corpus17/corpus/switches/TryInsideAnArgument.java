package corpus.switches;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** A try in a switch expression: compilers empty the operand stack before it, uninitialised objects included. Not for ecj. */
public class TryInsideAnArgument {
    private static final class Two {
        private final Object a;
        private final Object b;

        Two(Object a, Object b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public String toString() {
            return "(" + a + "," + b + ")";
        }
    }

    public static Async<String> switchWithTryInsideAnArgument() {
        return done("" + new Two("left", switch (i(1).await()) {
            case 1 -> {
                try {
                    yield fail(new IllegalStateException("x")).await();
                } catch (IllegalStateException e) {
                    yield step("recovered").await();
                } finally {
                    log(step("finally").await());
                }
            }
            default -> "default";
        }));
    }
}
