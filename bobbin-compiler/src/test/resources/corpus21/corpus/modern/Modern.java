package corpus.modern;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** What came to the language after 17. */
public class Modern {
    sealed interface Shape permits Circle, Square, Pair {}

    record Circle(double radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Pair(Shape a, Shape b) implements Shape {}

    public static Async<String> patternSwitchStatement() {
        StringBuilder out = new StringBuilder();
        for (Object o : new Object[] {1, "two", 3L, 'c', new int[] {5}, new Circle(1)}) {
            switch (step(o).await()) {
                case Integer n when n > i(5).await() -> out.append("big");
                case Integer n -> out.append(i(n).await() + 1);
                case String s when s.length() == 3 -> out.append(step(s).await());
                case String s -> out.append("other string");
                case Long l -> out.append(j(l).await());
                case int[] a -> out.append(i(a[0]).await());
                default -> out.append(step("default").await());
            }
            out.append(' ');
        }
        return done(out.toString());
    }

    public static Async<String> recordPatterns() {
        return done(area(new Pair(new Circle(2), new Pair(new Square(3), new Square(4)))).await() + "");
    }

    private static Async<Double> area(Shape s) {
        return done(switch (s) {
            case Circle(double r) -> d(r).await() * r;
            case Square(var side) -> (double) i(side).await() * side;
            case Pair(Circle c, Shape b) -> area(c).await() * 100 + area(b).await();
            case Pair(var a, var b) -> area(a).await() + area(b).await();
        });
    }

    public static Async<String> guardThatAwaits() {
        String r = "";
        for (Shape s : new Shape[] {new Circle(1), new Square(2), new Square(5)}) {
            r += switch (s) {
                case Square(int side) when z(side > 3).await() -> "large " + step(side).await();
                case Square q -> "small " + q.side();
                default -> step("none").await();
            };
        }
        return done(r);
    }

    public static Async<String> nullInAPatternSwitch() {
        String s = step((String) null).await();
        return done(switch (s) {
            case null -> step("null").await();
            case "a" -> "a";
            default -> "other";
        });
    }

    public static Async<String> recordPatternInInstanceof() {
        Object o = new Pair(new Circle(1), new Square(2));
        if (step(o).await() instanceof Pair(Circle(var r), Square(var side)) && d(r).await() == 1) {
            return done("r=" + r + " side=" + i(side).await());
        }
        return done("no");
    }

    public static Async<String> enumPatternSwitch() {
        enum E {
            A,
            B
        }
        String r = "";
        for (E e : E.values()) {
            r += switch (e) {
                case A -> step("a").await();
                case B -> {
                    pause().await();
                    yield "b";
                }
            };
        }
        return done(r);
    }
}
