package two;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import one.Service;

/** Each public method without parameters is a case. */
public class Cases {
    public static Async<String> sameNames() {
        return done(one.Same.f(1).await() + "," + Same.f(2).await() + "," + one.Same.$(3).await() + "," + Same.$(4).await());
    }

    public static Async<String> overloads() {
        long sum = one.Same.f(1).await() + one.Same.f(1L).await();
        return done(sum + one.Same.f("x").await() + one.Same.f$2(5).await() + "," + one.Same.f$poll(5).await());
    }

    public static Async<String> packagePrivateBelowPublic() {
        int alive = 4;
        return done(one.Same.throughHidden(alive).await() + "," + alive);
    }

    public static Async<String> interfaceCoroutines() {
        Service service = new Same();
        return done(Service.ofInterface(2).await() + "," + service.byDefault(3).await() + "," + service.toBeWritten(4).await());
    }

    public static Async<String> protectedCoroutines() throws Exception {
        return done(Same.inherited(1).await() + "," + Same.inheritedClass(2).await() + "," + Same.Ours.ours(3).await());
    }

    public static Async<String> nestedCoroutines() throws Exception {
        return done("" + one.Same.nested(1).await());
    }

    public static Async<String> hereAndThere() {
        int r = 0;
        for (int k = 0; k < 3; k++) {
            r = r * 3 + one.Same.throughHidden(Same.f(k).await()).await() + privately(k).await();
        }
        return done("" + r);
    }

    private static Async<Integer> privately(int x) {
        int y = one.Same.f(x).await();
        return done(y + Local.f(x).await());
    }

    private static class Local {
        private static Async<Integer> f(int x) {
            pause().await();
            return done(x + one.Same.throughHidden(x).await());
        }
    }
}
