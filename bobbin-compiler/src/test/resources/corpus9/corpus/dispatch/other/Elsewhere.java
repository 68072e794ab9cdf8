package corpus.dispatch.other;

import static corpus.Pace.step;
import static dev.bobbin.Async.done;

import corpus.dispatch.Dispatch;
import dev.bobbin.Async;

/** Of another package than what it extends. */
public class Elsewhere extends Dispatch.Home {
    Async<String> secret(String s) {
        return done("elsewhere " + step(s).await() + " ");
    }

    Async<String> hushed(String s) {
        return step("hushed elsewhere " + s + " ");
    }

    public Async<String> callHushed(String s) {
        return done(hushed(s).await());
    }

    public Async<String> callSecret(String s) {
        return done(secret(s).await());
    }

    @Override
    public Async<String> open(String s) {
        return done("open elsewhere " + super.open(s).await());
    }

    /** Of the same package, and no subclass. */
    public static class Neighbour {
        public static Async<String> call(Elsewhere e, String s) {
            return done(e.guarded(s).await());
        }
    }

    public class Inner {
        public Async<String> call(String s) {
            return done(guarded(s).await());
        }
    }

    @Override
    protected Async<String> guarded(String s) {
        return done("guarded elsewhere " + super.guarded(s).await());
    }
}
