package corpus.modern;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.List;

/** Parts of records that nobody names. Not for ecj. */
public class UnnamedPatterns {
    sealed interface Shape permits Circle, Pair {}

    record Circle(double radius) implements Shape {}

    record Pair(Shape a, Shape b) implements Shape {}

    public static Async<String> unnamedPatterns() {
        String r = "";
        for (Shape s : List.of(new Circle(1), new Pair(new Circle(2), new Circle(3)), new Pair(new Pair(null, null), null))) {
            r += switch (step(s).await()) {
                case Pair(Circle(var x), _) when d(x).await() > 1 -> "large " + d(x).await();
                case Pair(Pair _, _) -> step("pair of pairs").await();
                case Circle _, Pair _ -> step("else").await();
            } + " ";
        }
        return done(r);
    }
}
