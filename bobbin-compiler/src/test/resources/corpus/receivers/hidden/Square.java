package corpus.receivers.hidden;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** The public way to what is hidden. */
public final class Square extends Hidden implements Shape {
    private final int side;

    public Square(int side) {
        this.side = side;
    }

    @Override
    public int side() {
        return side;
    }

    public Async<Integer> perimeter() {
        return done(Shape.twice(Shape.twice(side).await()).await());
    }

    public static Async<Integer> twice(int x) {
        int kept = i(1).await();
        return done(Shape.twice(x).await() * kept + Shape.onlyNow(0).await());
    }

    public static Async<String> text(int x) {
        return done(Hidden.text("t" + x).await());
    }

    public Async<String> tail(String s) {
        pause().await();
        return Hidden.text(s);
    }
}
