package corpus.receivers.hidden;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** A class that its package keeps to itself. */
class Hidden {
    static Async<String> text(String s) {
        int kept = s.length();
        pause().await();
        return done(s + kept + inner(s).await());
    }

    private static Async<String> inner(String s) {
        long kept = s.length();
        pause().await();
        return done(s + kept);
    }

    public Async<String> inherited(String s) {
        String kept = s + "!";
        pause().await();
        return done(kept);
    }

    public final Async<String> inheritedFinal(String s) {
        String kept = s + "?";
        pause().await();
        return done(kept);
    }

    public final Async<String> inheritedNow(String s) {
        return done(s + ".");
    }
}
