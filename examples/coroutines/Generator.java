package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.StringJoiner;

/** Squares, computed as they are asked for. */
final class Generator {
    private Generator() {}

    static String asymmetric(Maker make) {
        Coroutine<Void, Integer> squares = make.of((self, first) -> {
            for (int i = 0; i < 6; i++) {
                self.yield(i * i);
            }
            return null;
        });
        StringJoiner seen = new StringJoiner(" ");
        for (Integer square = squares.resume(null); square != null; square = squares.resume(null)) {
            seen.add(square.toString());
        }
        return seen.toString();
    }

    static String symmetric(Maker make) {
        return new Pair(make).reader.resume(null);
    }

    /** Each asks the other. */
    private static final class Pair {
        final Coroutine<Integer, String> reader;
        final Coroutine<Void, String> squares;

        Pair(Maker make) {
            reader = make.of(this::read);
            squares = make.of(this::generate);
        }

        private String generate(Self<Void, String> self, Void first) {
            for (int i = 0; i < 6; i++) {
                self.transfer(reader, i * i);
            }
            self.transfer(reader, null);
            throw new AssertionError("nobody asks for more");
        }

        private String read(Self<Integer, String> self, Integer first) {
            StringJoiner seen = new StringJoiner(" ");
            for (Integer next = self.transfer(squares, null); next != null; next = self.transfer(squares, null)) {
                seen.add(next.toString());
            }
            return seen.toString();
        }
    }
}
