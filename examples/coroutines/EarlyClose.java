package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import dev.bobbin.Seq;
import java.util.ArrayList;
import java.util.List;

/**
 * An endless generator that is left after three numbers, and has something to clean up. A coroutine has no {@code close()}: it is told by
 * a value. A sequence has one.
 */
final class EarlyClose {
    private EarlyClose() {}

    static String asymmetric(Maker make) {
        List<String> log = new ArrayList<>();
        Coroutine<Boolean, Integer> numbers = make.of((self, first) -> {
            try {
                boolean more = first;
                for (int i = 1; more; i++) {
                    more = self.yield(i);
                }
                return null;
            } finally {
                log.add("closed");
            }
        });
        for (int i = 0; i < 3; i++) {
            log.add("got " + numbers.resume(true));
        }
        numbers.resume(false);
        return log.toString();
    }

    static String symmetric(Maker make) {
        Pair pair = new Pair(make);
        pair.reader.resume(null);
        return pair.log.toString();
    }

    private static final class Pair {
        final List<String> log = new ArrayList<>();
        final Coroutine<Integer, Void> reader;
        final Coroutine<Boolean, Void> numbers;

        Pair(Maker make) {
            reader = make.of(this::read);
            numbers = make.of(this::count);
        }

        private Void count(Self<Boolean, Void> self, Boolean first) {
            try {
                boolean more = first;
                for (int i = 1; more; i++) {
                    more = self.transfer(reader, i);
                }
                return null;
            } finally {
                log.add("closed");
            }
        }

        private Void read(Self<Integer, Void> self, Integer first) {
            for (int i = 0; i < 3; i++) {
                log.add("got " + self.transfer(numbers, true));
            }
            self.transfer(numbers, false);
            throw new AssertionError("a fourth number");
        }
    }

    /** The same by a sequence, which is stackless and asymmetric. */
    static String sequence() {
        List<String> log = new ArrayList<>();
        Seq<Integer> numbers = Seq.of(y -> {
            try {
                for (int i = 1; ; i++) {
                    y.yield(i);
                }
            } finally {
                log.add("closed");
            }
        });
        try (var three = numbers.iterator()) {
            for (int i = 0; i < 3; i++) {
                log.add("got " + three.next());
            }
        }
        return log.toString();
    }
}
