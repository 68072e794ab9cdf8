package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.List;

/** Types that only {@code var} can name: intersections and anonymous classes. */
public class Inferred {
    interface Named {
        String name();
    }

    interface Sized {
        int size();
    }

    private abstract static class Text {
        final String text;

        Text(String text) {
            this.text = text;
        }

        public String name() {
            return text;
        }

        public int size() {
            return text.length();
        }
    }

    private static final class Both extends Text implements Named, Sized {
        Both(String text) {
            super(text);
        }
    }

    private static final class Other extends Text implements Named, Sized {
        Other(String text) {
            super(text);
        }
    }

    public static Async<String> intersectionType() {
        var x = z(true).await() ? new Both("b") : new Other("o");
        pause().await();
        String first = x.name() + x.size();
        return done(first + step(x).await().name());
    }

    public static Async<String> varInference() {
        var list = List.of(1, 2);
        var sum = 0;
        for (var x : list) {
            sum += i(x).await();
        }
        var anon = new Object() {
            int hidden = 5;
        };
        pause().await();
        return done(sum + anon.hidden + "");
    }

    public static Async<Integer> varInALambda() {
        java.util.function.BiFunction<Integer, Long, Async<Integer>> f = (var a, var b) -> done(a + (int) (long) j(b).await());
        return done(f.apply(1, 2L).await() + f.apply(i(3).await(), 4L).await());
    }
}
