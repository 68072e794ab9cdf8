package seq;

import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Operators above bodies, and in them. */
public class Operators {
    static Seq<Integer> naturals(StringBuilder log) {
        return Seq.of(y -> {
            try {
                for (int i = 0;; i++) {
                    y.yield(i);
                }
            } finally {
                log.append("ended ");
            }
        });
    }

    static Seq<Integer> upTo(int n, StringBuilder log) {
        return Seq.of(y -> {
            try {
                count(0, n, y);
            } finally {
                log.append("ended ");
            }
        });
    }

    /** By recursion. */
    private static void count(int from, int to, Yielder<? super Integer> y) {
        if (from < to) {
            y.yield(from);
            count(from + 1, to, y);
        }
    }

    /** What comes of it, and that the body has ended once for each iteration. */
    private static String of(Function<Seq<Integer>, ?> use) {
        StringBuilder log = new StringBuilder();
        Object result = use.apply(naturals(log));
        return result + " " + log;
    }

    @Expect("[0, 9, 36] ended ")
    public static String mapFilterTake() {
        return of(s -> s.filter(n -> n % 3 == 0).map(n -> n * n).take(3).toList());
    }

    @Expect("[0, 1, 2] ended ")
    public static String takeWhile() {
        return of(s -> s.takeWhile(n -> n < 3).toList());
    }

    @Expect("0 ended ")
    public static String first() {
        return of(Seq::first);
    }

    @Expect("Optional[5] ended ")
    public static String firstOrEmpty_afterDrop() {
        return of(s -> s.drop(5).firstOrEmpty());
    }

    @Expect("true ended ")
    public static String any() {
        return of(s -> s.any(n -> n > 100));
    }

    @Expect("false ended ")
    public static String all() {
        return of(s -> s.all(n -> n < 100));
    }

    @Expect("false ended ")
    public static String none() {
        return of(s -> s.none(n -> n == 100));
    }

    @Expect("[a0, b1] ended ")
    public static String zip_withTheShorter() {
        return of(s -> Seq.of("a", "b").zip(s, (a, b) -> a + b).toList());
    }

    @Expect("[0, 2, 4] ended ended ")
    public static String zip_twice() {
        return of(s -> s.zip(s, Integer::sum).take(3).toList());
    }

    @Expect("[0, 0, 1, 0, 1, 2] ended ended ended ended ")
    public static String flatMap_closesTheInnerOnes() {
        return of(s -> s.drop(1).flatMap(n -> s.take(n)).take(6).toList());
    }

    @Expect("[[0, 1], [1, 2], [2, 3]] ended ")
    public static String windowed() {
        return of(s -> s.windowed(2).take(3).toList());
    }

    @Expect("[[0, 1, 2], [3, 4, 5]] ended ")
    public static String chunked() {
        return of(s -> s.chunked(3).take(2).toList());
    }

    @Expect("[0, 0, 1, 3, 6] ended ")
    public static String scan() {
        return of(s -> s.scan(0, Integer::sum).take(5).toList());
    }

    @Expect("[0, 0, 1, 1, 2] ended ended ")
    public static String interleave() {
        return of(s -> s.interleave(s).take(5).toList());
    }

    @Expect("[0, 1, 2] ended ")
    public static String stream_closed() {
        return of(s -> {
            try (Stream<Integer> stream = s.stream()) {
                return stream.limit(3).toList();
            }
        });
    }

    @Expect("ArithmeticException ended ")
    public static String aFunctionThatFails() {
        return of(s -> failureOf(() -> s.map(n -> 6 / (3 - n)).forEach(n -> {})));
    }

    @Expect("ArithmeticException ended ")
    public static String anActionThatFails() {
        return of(s -> failureOf(() -> s.forEach(n -> n /= 3 - n)));
    }

    @Expect("10 of 5, [0, 1, 2, 3, 4], 01234 ended ended ended ended ")
    public static String results() {
        StringBuilder log = new StringBuilder();
        Seq<Integer> five = upTo(5, log);
        return five.fold(0, Integer::sum) + " of " + five.count() + ", " + five.toList() + ", " + five.joined("") + " " + log;
    }

    @Expect("IllegalStateException: finally (suppressed IllegalStateException: finally)")
    public static String finallyBlocksThatFail_all() {
        Seq<Integer> bad = Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } finally {
                throw new IllegalStateException("finally");
            }
        });
        try {
            return "" + bad.zip(bad, Integer::sum).first();
        } catch (IllegalStateException e) {
            return "IllegalStateException: " + e.getMessage() + " (suppressed IllegalStateException: "
                    + e.getSuppressed()[0].getMessage() + ")";
        }
    }

    @Expect("ArithmeticException, suppressed finally")
    public static String aFunctionAndAFinallyBlockThatFail() {
        Seq<Integer> bad = Seq.of(y -> {
            try {
                y.yield(1);
            } finally {
                throw new IllegalStateException("finally");
            }
        });
        try {
            return "" + bad.map(n -> n / 0).toList();
        } catch (ArithmeticException e) {
            return "ArithmeticException, suppressed " + e.getSuppressed()[0].getMessage();
        }
    }

    @Expect("[0, 10, 20] ended ended ")
    public static String inABody_whichClosesIt() {
        StringBuilder log = new StringBuilder();
        Seq<Integer> outer = Seq.of(y -> {
            try (SeqIterator<Integer> it = naturals(log).map(n -> n * 10).iterator()) {
                while (it.hasNext()) {
                    y.yield(it.next());
                }
            } finally {
                log.append("ended ");
            }
        });
        return outer.take(3).toList() + " " + log;
    }

    @Expect("[2, 3, 5, 7, 11, 13] ended ")
    public static String sieve_ofOperators() {
        return of(s -> {
            List<Integer> primes = new ArrayList<>();
            try (SeqIterator<Integer> it = sieve(s.drop(2)).iterator()) {
                while (primes.size() < 6) {
                    primes.add(it.next());
                }
            }
            return primes;
        });
    }

    /** Each prime hangs a filter on the one before. */
    private static Seq<Integer> sieve(Seq<Integer> numbers) {
        return Seq.of(y -> {
            List<Integer> found = new ArrayList<>();
            try (SeqIterator<Integer> it = numbers.filter(n -> found.stream().noneMatch(p -> n % p == 0)).iterator()) {
                while (it.hasNext()) {
                    int prime = it.next();
                    y.yield(prime);
                    found.add(prime);
                }
            }
        });
    }

    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
