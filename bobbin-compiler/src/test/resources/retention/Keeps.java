package retention;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;

/**
 * Each public method without parameters is a case: it ends or waits forever, and of its {@link Thing}s those may be reachable
 * from the task whose names stand behind the last underscore of the method's name.
 */
public class Keeps {
    /** What must be let go, or must not. */
    public static final class Thing {
        public final String name;

        Thing(String name) {
            this.name = name;
        }

        int use() {
            return name.length();
        }
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    // ---- callees ----------------------------------------------------------------------------------------------------

    private static Async<Integer> usesAndWaits(Thing t) {
        int n = t.use();
        forever().await();
        return done(n);
    }

    private static Async<Integer> waitsAndUses(Thing t) {
        forever().await();
        return done(t.use());
    }

    private static Async<Integer> usesAndEnds(Thing t, long k) {
        Thing other = new Thing("other");
        Bobbin.yieldNow().await();
        int n = t.use() + other.use();
        Bobbin.yieldNow().await();
        return done(n + (int) k + t.use());
    }

    private static Async<Integer> failsLate(Thing t) {
        Thing other = new Thing("other");
        Bobbin.yieldNow().await();
        if (t.use() + other.use() > 0) {
            throw new IllegalStateException();
        }
        Bobbin.yieldNow().await();
        return done(t.use() + other.use());
    }

    private static Async<Integer> failsAtOnce(Thing t) {
        if (t.use() > 0) {
            throw new IllegalStateException();
        }
        Bobbin.yieldNow().await();
        return done(t.use());
    }

    private static Async<Thing> gives(Thing t) {
        Bobbin.yieldNow().await();
        return done(t);
    }

    private static Async<Integer> deep(Thing t, int depth) {
        Thing own = new Thing("own" + depth);
        int n = depth == 0 ? usesAndEnds(t, 1).await() : deep(t, depth - 1).await();
        return done(n + own.use());
    }

    private static Async<Integer> below(Thing t) {
        Thing own = new Thing("own");
        int n = usesAndEnds(t, 2).await();
        return done(n + own.use() + usesAndEnds(own, 3).await());
    }

    private static Async<Integer> tail(Thing t) {
        Thing own = new Thing("own");
        try {
            Bobbin.yieldNow().await();
            return usesAndWaits(new Thing("tail"));
        } finally {
            own.use();
            t.use();
        }
    }

    private static Async<Integer> both(Thing a, Thing b) {
        int n = waitsAndUses(a).await();
        return done(n + b.use());
    }

    // ---- cases ------------------------------------------------------------------------------------------------------

    public static Async<Integer> deadLocal_() {
        Thing t = new Thing("a");
        int n = t.use();
        forever().await();
        return done(n);
    }

    public static Async<Integer> liveLocal_a() {
        Thing t = new Thing("a");
        forever().await();
        return done(t.use());
    }

    public static Async<Integer> localThatDiesBetweenTwo_() {
        Thing t = new Thing("a");
        Bobbin.yieldNow().await();
        int n = t.use();
        forever().await();
        return done(n);
    }

    public static Async<Integer> argumentOfDeadUse_() {
        return done(usesAndWaits(new Thing("a")).await());
    }

    public static Async<Integer> argumentOfLiveUse_a() {
        return done(waitsAndUses(new Thing("a")).await());
    }

    public static Async<Integer> argumentsOfCallerAndCallee_ab() {
        return done(both(new Thing("a"), new Thing("b")).await());
    }

    public static Async<Integer> calleeHasEnded_() {
        int n = usesAndEnds(new Thing("a"), 5).await();
        forever().await();
        return done(n);
    }

    public static Async<Integer> calleesBelowCalleesHaveEnded_() {
        int n = below(new Thing("a")).await() + usesAndEnds(new Thing("b"), 1).await();
        forever().await();
        return done(n);
    }

    public static Async<Integer> recursionHasEnded_() {
        int n = deep(new Thing("a"), 4).await();
        forever().await();
        return done(n);
    }

    public static Async<Integer> calleeHasFailedLate_() {
        int n = 0;
        try {
            n = failsLate(new Thing("a")).await();
        } catch (IllegalStateException e) {
            n = 1;
        }
        forever().await();
        return done(n);
    }

    public static Async<Integer> calleeHasFailedAtOnce_() {
        int n = 0;
        try {
            n = failsAtOnce(new Thing("a")).await();
        } catch (IllegalStateException e) {
            n = 1;
        }
        forever().await();
        return done(n);
    }

    public static Async<Integer> resultIsDropped_() {
        gives(new Thing("a")).await();
        forever().await();
        return done(1);
    }

    public static Async<Integer> resultIsKept_a() {
        Thing a = gives(new Thing("a")).await();
        Thing b = gives(new Thing("b")).await();
        int n = b.use();
        forever().await();
        return done(n + a.use());
    }

    public static Async<Integer> tailCallKeepsNothingOfWhoMadeIt_() {
        return done(tail(new Thing("a")).await());
    }

    public static Async<Integer> operandIsConsumed_() {
        int n = new Thing("a").use() + usesAndEnds(new Thing("b"), new Thing("c").use()).await();
        forever().await();
        return done(n);
    }

    public static Async<String> operandBeneathWaits_a() {
        Thing[] things = {new Thing("no")};
        String s = String.valueOf(new Thing("a")).concat("") + things.length;
        Object kept = new Thing("a");
        return done(s + kept.equals(waitsAndUses(new Thing("a")).await()));
    }

    public static Async<Integer> loopOfCallees_() {
        int n = 0;
        for (int k = 0; k < 3; k++) {
            n += usesAndEnds(new Thing("a" + k), k).await();
        }
        forever().await();
        return done(n);
    }

    public static Async<Integer> storedAndNeverStarted_() {
        Async<Integer> stored = waitsAndUses(new Thing("a"));
        int n = stored.hashCode();
        forever().await();
        return done(n);
    }

    public static Async<Integer> storedAndEnded_() {
        Async<Integer> stored = usesAndEnds(new Thing("a"), 1);
        int n = stored.await();
        forever().await();
        return done(n);
    }

    public static Async<Integer> storedEndedAndStillHeld_() {
        Async<Integer> stored = below(new Thing("a"));
        int n = stored.await();
        forever().await();
        return done(n + stored.hashCode());
    }

    public static Async<Integer> cancelledCallee_() {
        Thing own = new Thing("own");
        int n = own.use();
        try {
            n = both(new Thing("a"), new Thing("b")).await();
        } catch (Cancelled c) {
            n++;
        }
        forever().await();
        return done(n);
    }

    public static Async<Integer> cancelledAndEnded_() {
        Thing own = new Thing("own");
        int n = both(new Thing("a"), new Thing("b")).await();
        return done(n + own.use());
    }

    public static Async<Integer> ended_() {
        Thing own = new Thing("own");
        int n = below(new Thing("a")).await() + deep(new Thing("b"), 2).await();
        return done(n + own.use());
    }

    public static Async<Integer> endedWithFailure_() {
        Thing own = new Thing("own");
        int n = failsLate(new Thing("a")).await();
        return done(n + own.use());
    }

    public static Async<Thing> endedWithResult_a() {
        Thing own = new Thing("a");
        Bobbin.yieldNow().await();
        return done(own);
    }
}
