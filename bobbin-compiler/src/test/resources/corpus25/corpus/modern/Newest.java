package corpus.modern;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import module java.base;

/** What came to the language after 21. */
public class Newest {
    sealed interface Shape permits Circle, Pair {}

    record Circle(double radius) implements Shape {}

    record Pair(Shape a, Shape b) implements Shape {}

    public static Async<String> unnamedVariables() {
        StringBuilder out = new StringBuilder();
        for (int _ : new int[] {1, 2, 3}) {
            out.append(i(1).await());
            int _ = i(2).await();
            String _ = step("dropped").await();
        }
        try {
            Async<Object> _ = fail(new IllegalStateException("never awaited"));
            out.append(fail(new IOException("x")).await());
        } catch (IllegalStateException _) {
            out.append("missed");
        } catch (Exception _) {
            out.append(step("caught").await());
        }
        BiFunction<Integer, String, Async<Integer>> f = (n, _) -> done(n + i(1).await());
        return done(out.append(f.apply(4, "").await()).toString());
    }

    /** Statements before the constructor call; the awaits are its caller's. */
    static class Positive {
        final int value;

        Positive(int value) {
            this.value = value;
        }
    }

    static final class Checked extends Positive {
        final String note;

        Checked(int value, String note) {
            if (value < 0) {
                throw new IllegalArgumentException("negative: " + value);
            }
            this.note = note + "!";
            super(value * 2);
        }
    }

    public static Async<String> flexibleConstructors() {
        Checked c = new Checked(i(4).await(), step("n").await());
        try {
            return done(new Checked(i(-1).await(), step("m").await()).note);
        } catch (IllegalArgumentException e) {
            return done(step(c.note).await() + c.value + e.getMessage());
        }
    }

    public static Async<String> yieldsThatAwait() {
        String r = "";
        for (String s : new String[] {"a", "bb", "Aa", "BB", ""}) {
            r += switch (step(s).await()) {
                case "a" -> {
                    String t = step("1").await();
                    yield t + i(2).await();
                }
                case "Aa", "BB" -> {
                    try {
                        yield "same hash " + i(1 / (s.length() - 2)).await();
                    } catch (ArithmeticException _) {
                        yield step(s).await();
                    }
                }
                case String t when z(t.isEmpty()).await() -> "empty";
                default -> step("-").await();
            };
        }
        return done(r);
    }

    public static Async<String> nestedSwitchesOverPatterns() {
        Object o = new Pair(new Circle(1), new Pair(new Circle(2), new Circle(3)));
        return done(flat(o).await());
    }

    private static Async<String> flat(Object o) {
        return done(switch (o) {
            case Circle(double r) -> "c" + d(r).await();
            case Pair(Circle a, Shape b) -> flat(a).await() + "," + switch (b) {
                case Circle c when c.radius() > d(2.5).await() -> "big";
                case Circle c -> flat(c).await();
                case Pair p -> "[" + flat(p).await() + "]";
            };
            case null, default -> step("other").await();
        });
    }

    public static Async<String> moduleImports() {
        Map<String, List<Integer>> m = new TreeMap<>(Map.of("x", List.of(1, 2)));
        for (var e : m.entrySet()) {
            for (int n : e.getValue()) {
                m = new TreeMap<>(Map.of(e.getKey(), List.of(i(n).await() + n)));
            }
        }
        return done(m.toString());
    }

    public static Async<String> sequencedCollections() {
        SequencedCollection<Integer> c = new ArrayDeque<>(List.of(1, 2, 3));
        return done(c.getFirst() + i(c.reversed().getFirst()).await() + "");
    }
}
