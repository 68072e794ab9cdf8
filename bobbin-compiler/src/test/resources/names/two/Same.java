package two;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** It has the name, and the coroutines, of its superclass in the other package. */
public class Same extends one.Same {
    public static Async<Integer> f(int x) {
        int y = one.Same.f(x).await();
        return done(y * 100 + x);
    }

    public static Async<Integer> $(int $) {
        return done(one.Same.$($).await() * 100);
    }

    public static Async<Integer> inherited(int x) {
        Same same = new Same();
        return done(guarded(x).await() + same.guardedOwn(x).await() + same.byDefault(x).await());
    }

    @Override
    public Async<Integer> toBeWritten(int x) {
        return done(super.toBeWritten(x).await() * 2);
    }

    public static Async<Integer> inheritedClass(int x) throws Exception {
        return done(Nested.inner(x).await() + Nested.Deeper$.$f(x).await());
    }

    static class Ours extends one.Same {
        static Async<Integer> ours(int x) {
            return done(guarded(x).await() + 1);
        }
    }
}
