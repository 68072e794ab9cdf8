package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;

/** Failures both ways: one that is brought in as a value is thrown in the body, one of the body is thrown by the resume that waits. */
final class Exceptions {
    private Exceptions() {}

    static String asymmetric(Maker make) {
        List<String> log = new ArrayList<>();
        Coroutine<Object, Integer> divider = make.of((self, first) -> {
            Object in = first;
            try {
                while (true) {
                    in = answered(self, in, log);
                }
            } finally {
                log.add("finally");
            }
        });
        log.add("got " + divider.resume(6));
        log.add("got " + divider.resume(new IllegalArgumentException("brought in")));
        log.add("got " + divider.resume(4));
        try {
            divider.resume(0);
        } catch (ArithmeticException e) {
            log.add("thrown " + e.getMessage());
        }
        return log + " " + divider.status();
    }

    private static Object answered(Self<Object, Integer> self, Object in, List<String> log) {
        try {
            return self.yield(12 / number(in));
        } catch (IllegalArgumentException e) {
            log.add("caught " + e.getMessage());
            return self.yield(-1);
        }
    }

    /** What comes in, or throws it. */
    static int number(Object in) {
        if (in instanceof RuntimeException failure) {
            throw failure;
        }
        return (Integer) in;
    }

    /** The one who transferred does not see what the other throws: the resumer of both does. */
    static String symmetric(Maker make) {
        Pair pair = new Pair(make);
        try {
            pair.asks.resume(null);
        } catch (ArithmeticException e) {
            pair.log.add("thrown " + e.getMessage());
        }
        return pair.log + " " + pair.divider.status();
    }

    private static final class Pair {
        final List<String> log = new ArrayList<>();
        final Coroutine<Integer, Void> asks;
        final Coroutine<Object, Void> divider;

        Pair(Maker make) {
            asks = make.of(this::ask);
            divider = make.of(this::divide);
        }

        private Void ask(Self<Integer, Void> self, Integer first) {
            log.add("got " + self.transfer(divider, 6));
            log.add("got " + self.transfer(divider, new IllegalArgumentException("brought in")));
            log.add("got " + self.transfer(divider, 4));
            self.transfer(divider, 0);
            throw new AssertionError("an answer to the last question");
        }

        private Void divide(Self<Object, Void> self, Object first) {
            Object in = first;
            try {
                while (true) {
                    try {
                        in = self.transfer(asks, 12 / number(in));
                    } catch (IllegalArgumentException e) {
                        log.add("caught " + e.getMessage());
                        in = self.transfer(asks, -1);
                    }
                }
            } finally {
                log.add("finally");
            }
        }
    }
}
