package corpus.shapes;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Records with coroutines, made from awaited values, and local ones. */
public class Records {
    record Point(int x, int y) {
        Async<Point> plus(Point o) {
            return done(new Point(x + i(o.x).await(), y + i(o.y).await()));
        }

        static Async<Point> origin() {
            return done(new Point(i(0).await(), 0));
        }
    }

    public static Async<String> records() {
        return done(Point.origin().await().plus(new Point(1, 2)).await().plus(new Point(3, 4)).await().toString());
    }

    public static Async<String> localRecordAndEnum() {
        record R(int a) {
            Async<Integer> twice() {
                return done(i(a).await() * 2);
            }
        }
        enum E {
            X;

            Async<String> low() {
                return done(step(name()).await().toLowerCase());
            }
        }
        return done(new R(4).twice().await() + E.X.low().await());
    }

    public static Async<String> recordCreation() {
        record Point(int x, long y) {
            Point {
                if (x < 0) {
                    throw new IllegalArgumentException("x");
                }
            }
        }
        return done(new Point(i(1).await(), j(2).await()) + "" + new Point(3, j(4).await()).equals(new Point(i(3).await(), 4)));
    }

    public static Async<String> recordIsItsOwnReceiver() {
        return done(new Point(i(1).await(), 2).plus(new Point(i(3).await(), i(4).await())).await().equals(new Point(4, 6)) + "");
    }
}
