package waits;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Callees and callers in another class. */
class Other {
    final Async<Integer> callee(int x) {
        int r = Waits.leaf(x).await(); // callee
        return done(r);
    }

    final Async<Integer> caller(Async<Integer> given) {
        int r = given.await(); // caller
        return done(r);
    }

    final Async<Integer> further(int n) {
        int r = Waits.upFrom(n).await(); // further
        return done(r);
    }
}
