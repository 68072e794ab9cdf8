package corpus.failures;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Failures and cancellations that reach a body by more than one way, or meet waits of several kinds. */
public class Failures {
    private static final String WHY = "side by side, blocking code needs threads";

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    private static Async<Void> foreverLogged(String name) {
        try {
            forever().await();
        } finally {
            log(name + " ended");
        }
        return done();
    }

    private static Async<Void> fails(String message) {
        Bobbin.yieldNow().await();
        pause().await();
        throw new IllegalStateException(message);
    }

    private static Async<Integer> failsAtOnce(String message) {
        if (message != null) {
            throw new IllegalStateException(message);
        }
        pause().await();
        return done(1);
    }

    private static Async<Void> yields(int times) {
        for (int k = 0; k < times; k++) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    // ---- one failure, two ways to the body ------------------------------------------------------------------------------

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaited() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            t.await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedThroughAll() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Async.all(Arrays.asList(t)).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ other ended", because = WHY)
    public static Async<String> childAwaitedThroughAllBesideAnother() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Async.all(Arrays.asList(foreverLogged("other"), t)).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedThroughRace() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Async.race(Arrays.asList(t, forever())).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedThroughAny() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Async.any(Arrays.asList(t)).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedThroughTimeout() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            t.timeout(Duration.ofDays(1)).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedThroughUncancellable() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Async.uncancellable(t).await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> childAwaitedByAnotherChild() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            Task<Void> w = scope.spawn(() -> {
                t.await();
                return done();
            });
            w.await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> innerScopeJoinsAnOuterChild() {
        try (Scope outer = Scope.open()) {
            Task<Void> t = outer.spawn(fails("x"));
            try (Scope inner = Scope.open()) {
                inner.spawn(t);
                inner.join().await();
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> innerChildAwaitsAnOuterChild() {
        try (Scope outer = Scope.open()) {
            Task<Void> t = outer.spawn(fails("x"));
            try (Scope inner = Scope.open()) {
                inner.spawn(() -> {
                    Async.all(Arrays.asList(t)).await();
                    return done();
                });
                forever().await();
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> twoScopesInOneTryJoinTheSameChild() {
        try (Scope outer = Scope.open();
                Scope inner = Scope.open()) {
            Task<Void> t = outer.spawn(fails("x"));
            inner.spawn(t);
            inner.join().await();
            outer.join().await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> failedAsyncSpawnedAndAwaited() {
        try (Scope scope = Scope.open()) {
            Async<Integer> f = Async.failed(new IllegalStateException("x"));
            scope.spawn(f);
            pause().await();
            f.await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> twoChildrenFailWithTheSameObject() {
        try (Scope scope = Scope.open()) {
            IllegalStateException e = new IllegalStateException("x");
            scope.spawn(() -> fail(e));
            scope.spawn(Async.failed(e));
            scope.join().await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> bodyThrowsWhatAChildHasThrown() {
        try (Scope scope = Scope.open()) {
            IllegalStateException e = new IllegalStateException("x");
            scope.spawn(Async.failed(e));
            throwIt(e);
            scope.join().await();
        }
        return done("missed");
    }

    private static void throwIt(RuntimeException e) {
        throw e;
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> bodyThrowsItAgainAfterCatchingIt() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            try {
                Async.all(Arrays.asList(t)).await();
            } catch (IllegalStateException e) {
                pause().await();
                throwIt(e);
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.RuntimeException: wrapped <- java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> bodyThrowsItAsACause() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            try {
                t.await();
            } catch (IllegalStateException e) {
                throwIt(new RuntimeException("wrapped", e));
            }
        }
        return done("missed");
    }

    @Expect(value = "fine ~ caught x", because = WHY)
    public static Async<String> caughtThroughAllAndNotThrownAgain() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(fails("x"));
            try {
                Async.all(Arrays.asList(t)).await();
            } catch (IllegalStateException e) {
                log("caught " + e.getMessage());
            }
            yields(3).await();
            scope.join().await();
        }
        return done("fine");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ end", because = WHY)
    public static Async<String> closedInAFinally() {
        Scope scope = Scope.open();
        try {
            Task<Void> t = scope.spawn(fails("x"));
            Async.all(Arrays.asList(t)).await();
        } finally {
            scope.close();
            log("end");
        }
        return done("missed");
    }

    @Expect(value = "CancellationException 0", because = WHY)
    public static Async<String> childFailsByAwaitingACancelledSibling() {
        try (Scope scope = Scope.open()) {
            Task<Void> sibling = scope.spawn(forever());
            scope.spawn(() -> {
                sibling.await();
                return done();
            });
            yields(2).await();
            sibling.cancel();
            scope.join().await();
        } catch (CancellationException e) {
            return done(e.getClass().getSimpleName() + " " + e.getSuppressed().length);
        }
        return done("missed");
    }

    @Expect(value = "CancellationException 0", because = WHY)
    public static Async<String> bodyAwaitsACancelledSiblingToo() {
        try (Scope scope = Scope.open()) {
            Task<Void> sibling = scope.spawn(forever());
            scope.spawn(sibling);
            yields(2).await();
            sibling.cancel();
            forever().await();
        } catch (CancellationException e) {
            return done(e.getClass().getSimpleName() + " " + e.getSuppressed().length);
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ a ended b ended", because = WHY)
    public static Async<String> inALoopOfScopes() {
        for (String name : Arrays.asList("a", "b", "c")) {
            try (Scope scope = Scope.open()) {
                scope.spawn(foreverLogged(name));
                Task<Void> t = scope.spawn(() -> name.equals("b") ? fails("x") : yields(1));
                Async.all(Arrays.asList(t)).await();
                scope.cancel();
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body ~ child ended", because = WHY)
    public static Async<String> bodyThrowsBeforeJoin() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("child"));
            Bobbin.yieldNow().await();
            throwIt(new IllegalArgumentException("body"));
            scope.join().await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body", because = WHY)
    public static Async<String> bodyThrowsBeforeTheChildrenHaveStarted() {
        try (Scope scope = Scope.open()) {
            scope.spawn(forever());
            scope.spawn(i(1));
            throwIt(new IllegalArgumentException("body"));
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body ~ inner ended outer ended", because = WHY)
    public static Async<String> bodyThrowsOutOfTwoScopes() {
        try (Scope outer = Scope.open()) {
            outer.spawn(foreverLogged("outer"));
            try (Scope inner = Scope.open()) {
                inner.spawn(foreverLogged("inner"));
                Bobbin.yieldNow().await();
                throwIt(new IllegalArgumentException("body"));
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body ~ child ended", because = WHY)
    public static Async<String> anAwaitInTheBodyThrowsBeforeJoin() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("child"));
            Bobbin.yieldNow().await();
            fail(new IllegalArgumentException("body")).await();
            scope.join().await();
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body [java.lang.IllegalStateException: late]", because = WHY)
    public static Async<String> aChildFailsWhileTheScopeOfAFailedBodyCloses() {
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> {
                try {
                    forever().await();
                } finally {
                    throwIt(new IllegalStateException("late"));
                }
                return done();
            });
            Bobbin.yieldNow().await();
            throwIt(new IllegalArgumentException("body"));
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x", because = WHY)
    public static Async<String> failsAtOnceBesideTheBody() {
        try (Scope scope = Scope.open()) {
            Task<Integer> t = scope.spawn(() -> failsAtOnce("x"));
            Async.all(Arrays.asList(t, t)).await();
        }
        return done("missed");
    }

    // ---- a failure interrupts a body that waits in a group --------------------------------------------------------------

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsAll() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            Async.all(Arrays.asList(foreverLogged("part"))).await();
            log("not reached");
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsRace() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            Async.race(Arrays.asList(foreverLogged("part"), forever())).await();
            log("not reached");
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsAny() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            Async.any(Arrays.asList(foreverLogged("part"), forever())).await();
            log("not reached");
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsTimeout() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            foreverLogged("part").timeout(Duration.ofDays(1)).await();
            log("not reached");
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsGroupsInGroups() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            Async.all(Arrays.asList(Async.race(Arrays.asList(
                            foreverLogged("part").timeout(Duration.ofDays(1)), Async.any(Arrays.asList(forever()))))))
                    .await();
            log("not reached");
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended", because = WHY)
    public static Async<String> interruptsAllInACalleeOfTheBody() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            waitsInAll().await();
            log("not reached");
        }
        return done("missed");
    }

    private static Async<Void> waitsInAll() {
        Async.all(Arrays.asList(foreverLogged("part"))).await();
        return done();
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ part ended child ended", because = WHY)
    public static Async<String> interruptsAllInAnInnerScope() {
        try (Scope outer = Scope.open()) {
            outer.spawn(fails("x"));
            try (Scope inner = Scope.open()) {
                inner.spawn(foreverLogged("child"));
                Async.all(Arrays.asList(foreverLogged("part"))).await();
                inner.join().await();
                log("not reached");
            }
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ child ended", because = WHY)
    public static Async<String> interruptsTheJoinOfAnInnerScope() {
        try (Scope outer = Scope.open()) {
            outer.spawn(fails("x"));
            try (Scope inner = Scope.open()) {
                inner.spawn(foreverLogged("child"));
                inner.join().await();
                log("not reached");
            }
        }
        return done("missed");
    }

    @Expect(value = "fine ~ part ended caught x", because = WHY)
    public static Async<String> interruptsAllAndIsCaught() {
        try (Scope scope = Scope.open()) {
            scope.spawn(fails("x"));
            try {
                Async.all(Arrays.asList(foreverLogged("part"))).await();
            } catch (IllegalStateException e) {
                log("caught " + e.getMessage());
            }
            Async.all(Arrays.asList(i(1), i(2))).await();
            scope.join().await();
        }
        return done("fine");
    }

    @Expect(value = "!java.lang.IllegalStateException: x ~ sibling ended part ended", because = WHY)
    public static Async<String> failsBeforeTheBodyWaitsInAll() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("sibling"));
            Task<Void> t = scope.spawn(fails("x"));
            spin(t).await();
            log("not reached");
        } catch (IllegalStateException e) {
            try {
                Async.all(Arrays.asList(foreverLogged("part"))).timeout(Duration.ofNanos(1)).await();
            } catch (Exception timeout) {
                throw e;
            }
        }
        return done("missed");
    }

    private static Async<Void> spin(Task<?> t) {
        while (!t.isDone()) {
            Bobbin.yieldNow().await();
        }
        Bobbin.yieldNow().await();
        return done();
    }

    // ---- uncancellable protects what its computation has started ----------------------------------------------------------

    private static Async<String> cancelledDuring(Async<?> work) {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                try {
                    Async.uncancellable(work).await();
                    log("after");
                    Bobbin.yieldNow().await();
                    log("not reached");
                } catch (Cancelled c) {
                    log("cancelled");
                    throw c;
                }
                return done();
            });
            yields(3).await();
            log("cancel " + t.cancel());
            scope.join().await();
            return done(t.toString().substring(t.name().length() + 1));
        }
    }

    private static Async<Void> worker(String name) {
        try {
            yields(10).await();
            log(name);
        } catch (Cancelled c) {
            log(name + " was cancelled");
            throw c;
        }
        return done();
    }

    @Expect(value = "cancelled ~ cancel true work after cancelled", because = WHY)
    public static Async<String> uncancellablePlain() {
        return cancelledDuring(worker("work"));
    }

    @Expect(value = "cancelled ~ cancel true a b after cancelled", because = WHY)
    public static Async<String> uncancellableAll() {
        return cancelledDuring(Async.all(Arrays.asList(worker("a"), worker("b"))));
    }

    @Expect(value = "cancelled ~ cancel true a b after cancelled", because = WHY)
    public static Async<String> uncancellableAllInACallee() {
        return cancelledDuring(allOf("a", "b"));
    }

    private static Async<Void> allOf(String a, String b) {
        Async.all(Arrays.asList(worker(a), worker(b))).await();
        return done();
    }

    @Expect(value = "cancelled ~ cancel true work after cancelled", because = WHY)
    public static Async<String> uncancellableTimeout() {
        return cancelledDuring(worker("work").timeout(Duration.ofDays(1)));
    }

    @Expect(value = "cancelled ~ cancel true work after cancelled", because = WHY)
    public static Async<String> uncancellableRace() {
        return cancelledDuring(Async.race(Arrays.asList(worker("work"))));
    }

    @Expect(value = "cancelled ~ cancel true work after cancelled", because = WHY)
    public static Async<String> uncancellableAny() {
        return cancelledDuring(Async.any(Arrays.asList(failsAtOnce("no"), worker("work"))));
    }

    @Expect(value = "cancelled ~ cancel true a b joined after cancelled", because = WHY)
    public static Async<String> uncancellableScope() {
        return cancelledDuring(scoped());
    }

    private static Async<Void> scoped() {
        try (Scope scope = Scope.open()) {
            scope.spawn(worker("a"));
            scope.spawn(worker("b"));
            scope.join().await();
            log("joined");
        }
        return done();
    }

    @Expect(value = "cancelled ~ cancel true opened a b joined after cancelled", because = WHY)
    public static Async<String> uncancellableScopeOpenedAfterTheCancellation() {
        return cancelledDuring(scopedLater());
    }

    private static Async<Void> scopedLater() {
        yields(10).await();
        log("opened");
        scoped().await();
        return done();
    }

    @Expect(value = "cancelled ~ cancel true a b joined after cancelled", because = WHY)
    public static Async<String> uncancellableInUncancellable() {
        return cancelledDuring(Async.uncancellable(Async.uncancellable(scoped())));
    }

    @Expect(value = "cancelled ~ cancel true a b joined between a b after cancelled", because = WHY)
    public static Async<String> uncancellableEndsInsideAnother() {
        return cancelledDuring(inside());
    }

    private static Async<Void> inside() {
        Async.uncancellable(scoped()).await();
        yields(2).await();
        log("between");
        Async.all(Arrays.asList(worker("a"), worker("b"))).await();
        return done();
    }

    @Expect(value = "cancelled ~ cancel true b a after cancelled", because = WHY)
    public static Async<String> uncancellableGroupsInGroups() {
        return cancelledDuring(
                Async.all(Arrays.asList(Async.race(Arrays.asList(worker("a").timeout(Duration.ofDays(1)))), Async.any(Arrays.asList(worker("b"))))));
    }

    @Expect(value = "done ~ sibling ended a b joined outer ended cancelled", because = WHY)
    public static Async<String> uncancellableInAScopeThatIsCancelled() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                try (Scope outer = Scope.open()) {
                    outer.spawn(foreverLogged("outer"));
                    Async.uncancellable(scoped()).await();
                    try {
                        Bobbin.yieldNow().await();
                        log("not reached");
                    } finally {
                        outer.join().await();
                        log("cancelled");
                    }
                }
                return done();
            });
            Task<Void> s = scope.spawn(foreverLogged("sibling"));
            yields(3).await();
            s.cancel();
            yields(3).await();
            t.cancel();
            scope.join().await();
        }
        return done("done");
    }

    @Expect(value = "!java.lang.IllegalStateException: late ~ cancel true a", because = WHY)
    public static Async<String> uncancellableThatFails() {
        return cancelledDuring(Async.all(Arrays.asList(worker("a"), lateFailure())));
    }

    private static Async<Void> lateFailure() {
        yields(30).await();
        throw new IllegalStateException("late");
    }

    // ---- depth ----------------------------------------------------------------------------------------------------------

    private static Async<Integer> deepAll(int n) {
        if (n == 0) {
            Clock.sleep(Duration.ofHours(1)).await();
            return done(0);
        }
        return done(Async.all(Arrays.asList(deepAll(n - 1))).await().get(0) + 1);
    }

    private static Async<Integer> deepScopes(int n, List<Completer<Void>> bottom) {
        if (n == 0) {
            bottom.get(0).complete(null);
            forever().await();
            return done(0);
        }
        try (Scope scope = Scope.open()) {
            Task<Integer> t = scope.spawn(deepScopes(n - 1, bottom));
            scope.join().await();
            return done(t.await() + 1);
        }
    }

    private static Async<Integer> deepTimeouts(int n) {
        if (n == 0) {
            forever().await();
            return done(0);
        }
        return done(deepTimeouts(n - 1).timeout(Duration.ofDays(1)).await() + 1);
    }

    private static Async<Integer> deepFailure(int n) {
        if (n == 0) {
            fails("bottom").await();
            return done(0);
        }
        return done(Async.all(Arrays.asList(deepFailure(n - 1))).await().get(0) + 1);
    }

    @Expect(value = "TimeoutException", because = WHY)
    public static Async<String> deepAllIsStopped() {
        try {
            deepAll(10_000).timeout(Duration.ofMillis(50)).await();
        } catch (Exception e) { // timeout() declares nothing
            return done(e.getClass().getSimpleName());
        }
        return done("missed");
    }

    @Expect(value = "TimeoutException", because = WHY)
    public static Async<String> deepAllIsStoppedWhileItGrows() {
        try {
            deepAll(10_000).timeout(Duration.ofNanos(1000)).await();
        } catch (Exception e) { // timeout() declares nothing
            return done(e.getClass().getSimpleName());
        }
        return done("missed");
    }

    @Expect(value = "TimeoutException", because = WHY)
    public static Async<String> deepTimeoutsAreStopped() {
        try {
            deepTimeouts(10_000).timeout(Duration.ofMillis(50)).await();
        } catch (Exception e) { // timeout() declares nothing
            return done(e.getClass().getSimpleName());
        }
        return done("missed");
    }

    @Expect(value = "cancelled", because = WHY)
    public static Async<String> deepScopesAreCancelled() {
        List<Completer<Void>> bottom = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Task<Void> reached = scope.spawn(Async.<Void>create(bottom::add));
            Bobbin.yieldNow().await();
            Task<Integer> t = scope.spawn(deepScopes(10_000, bottom));
            reached.await();
            t.cancel();
            scope.join().await();
            return done(t.toString().substring(t.name().length() + 1));
        }
    }

    @Expect(value = "!java.lang.IllegalStateException: bottom", because = WHY)
    public static Async<Integer> deepFailureComesUp() {
        return done(deepFailure(10_000).await());
    }
}
