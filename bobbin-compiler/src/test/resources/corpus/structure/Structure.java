package corpus.structure;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Scopes, tasks, cancellation: coroutines side by side have no blocking counterpart on one thread. */
public class Structure {
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

    private static Async<Void> foreverSlowlyEnded(String name) {
        try {
            forever().await();
        } finally {
            log(name + " ending");
            pause().await();
            Bobbin.yieldNow().await();
            log(name + " ended");
        }
        return done();
    }

    private static Async<Void> failsWith(Throwable t) throws Throwable {
        Bobbin.yieldNow().await();
        throw t;
    }

    @Expect(value = "done ~ child ended", because = WHY)
    public static Async<String> closedWithoutJoinAfterTheChildWasCancelled() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(foreverLogged("child"));
            Bobbin.yieldNow().await();
            t.cancel();
        }
        return done("done");
    }

    @Expect(value = "true ~ a ended", because = WHY)
    public static Async<Boolean> closedWithoutJoin_oneCancelledAndOneRunning_namesTheLatter() {
        String cancelled = "";
        String running = "";
        try (Scope scope = Scope.open()) {
            Task<Void> a = scope.spawn(foreverLogged("a"));
            Task<Void> b = scope.spawn(forever());
            cancelled = a.name();
            running = b.name();
            Bobbin.yieldNow().await();
            a.cancel();
        } catch (IllegalStateException e) {
            return done(e.getMessage().contains(running) && !e.getMessage().contains(cancelled));
        }
        return done(false);
    }

    private static String refusal(IllegalStateException e) {
        return e.getMessage().contains("Structure.counted has been awaited before") && e.getMessage().contains("runs once") ? "refused" : e.getMessage();
    }

    @Expect(value = "sendBlocking() in a coroutine would block the thread that runs it and others: write `send(element).await()` there", because = WHY)
    public static Async<String> blockingSend_isRefused() {
        pause().await();
        try {
            Channel.<String>unlimited().sendBlocking("x");
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
        return done("sent");
    }

    private static Async<String> counted() {
        pause().await();
        log("ran");
        return done("x");
    }

    @Expect(value = "refused refused refused ~ ran", because = WHY)
    public static Async<String> coroutineTwice_isRefusedBeforeItRuns() {
        Async<String> x = counted();
        String said = "";
        try {
            Async.all(Arrays.asList(x, x)).await();
        } catch (IllegalStateException e) {
            said += refusal(e);
        }
        x.await();
        try {
            x.await();
        } catch (IllegalStateException e) {
            said += " " + refusal(e);
        }
        try (Scope scope = Scope.open()) {
            scope.spawn(x);
        } catch (IllegalStateException e) {
            said += " " + refusal(e);
        }
        return done(said);
    }

    @Expect(value = "java.io.IOException: io, it was cancelled: the scope of it has failed with java.io.IOException: io", because = WHY)
    public static Async<String> childSpawnedAfterAFailureThatWasSwallowed_saysWhyItWasCancelled() {
        String swallowed = "";
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> failsWithQuietly(new IOException("io")));
            try {
                forever().await();
            } catch (Exception e) {
                swallowed = e.toString();
            }
            Task<Void> late = scope.spawn(forever());
            try {
                late.await();
            } catch (CancellationException e) {
                return done(swallowed + ", " + e.getMessage().replaceAll("[^ ]+@[0-9a-f]+", "it"));
            }
        }
        return done("not cancelled");
    }

    @Expect(value = "42", because = WHY)
    public static Async<Integer> twoChildrenJoined() {
        try (Scope scope = Scope.open()) {
            Task<Integer> a = scope.spawn(i(20));
            Task<Integer> b = scope.spawn(i(22));
            scope.join().await();
            return done(a.await() + b.await());
        }
    }

    @Expect(value = "a1 b1 a2 b2 ~ a1 b1 a2 b2", because = WHY)
    public static Async<String> childrenTakeTurns() {
        StringBuilder out = new StringBuilder();
        try (Scope scope = Scope.open()) {
            scope.spawn(turns("a", out));
            scope.spawn(turns("b", out));
            scope.join().await();
        }
        return done(out.toString().trim());
    }

    private static Async<Void> turns(String name, StringBuilder out) {
        for (int k = 1; k <= 2; k++) {
            out.append(log(name + k)).append(' ');
            Bobbin.yieldNow().await();
        }
        return done();
    }

    @Expect(value = "x x x", because = WHY)
    public static Async<String> taskAwaitedManyTimes() {
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(step("x"));
            String r = t.await() + " " + t.await();
            scope.join().await();
            return done(r + " " + t.await());
        }
    }

    @Expect(value = "s4", because = WHY)
    public static Async<String> lambdaCoroutineSpawned() {
        int k = 4;
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(() -> done("s" + i(k).await()));
            scope.join().await();
            return done(t.await());
        }
    }

    @Expect(value = "true io [java.lang.IllegalStateException: late] ~ slow ended", because = WHY)
    public static Async<String> joinThrowsTheFirstFailureItself() {
        IOException io = new IOException("io");
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> failsWithQuietly(io));
            scope.spawn(() -> lateFailure());
            scope.join().await();
        } catch (Exception e) {
            return done((e == io) + " " + e.getMessage() + " " + Arrays.asList(e.getSuppressed()));
        }
        return done("missed");
    }

    private static Async<Void> failsWithQuietly(Exception x) throws Exception {
        Bobbin.yieldNow().await();
        throw x;
    }

    private static Async<Void> lateFailure() {
        try {
            forever().await();
        } finally {
            Bobbin.yieldNow().await();
            log("slow ended");
            lateThrow();
        }
        return done();
    }

    private static void lateThrow() {
        throw new IllegalStateException("late");
    }

    @Expect(value = "first ~ sibling ended", because = WHY)
    public static Async<String> aFailureCancelsTheSiblings() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("sibling"));
            scope.spawn(() -> failsWithQuietly(new IllegalStateException("first")));
            scope.join().await();
        } catch (Exception e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    @Expect(value = "child failed ~ body waits", because = WHY)
    public static Async<String> aFailureIsThrownAtTheBodysNextSuspension() {
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> failsWithQuietly(new IllegalStateException("child failed")));
            log("body waits");
            forever().await();
            log("not reached");
        } catch (Exception e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    @Expect(value = "!java.lang.IllegalStateException: only once", because = WHY)
    public static Async<String> aFailureHandedToTheBodyIsNotThrownAgainByClose() throws Exception {
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> failsWithQuietly(new IllegalStateException("only once")));
            forever().await();
        }
        return done("missed");
    }

    @Expect(value = "ISE [] ~ child ended", because = WHY)
    public static Async<String> closeWithoutJoinNamesTheRunning() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("child"));
            Bobbin.yieldNow().await();
        } catch (IllegalStateException e) {
            if (e.getMessage().contains("without join()")) {
                return done("ISE " + Arrays.asList(e.getSuppressed()));
            }
            throw e;
        }
        return done("missed");
    }

    @Expect(value = "fine", because = WHY)
    public static Async<String> closeWithoutJoinAfterAllEndedIsFine() {
        try (Scope scope = Scope.open()) {
            Task<Integer> t = scope.spawn(i(1));
            t.await();
        }
        return done("fine");
    }

    @Expect(value = "body [] ~ child ended", because = WHY)
    public static Async<String> aFailingBodyCancelsTheChildren() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("child"));
            Bobbin.yieldNow().await();
            scopeBodyFails();
            scope.join().await();
        } catch (IllegalArgumentException e) {
            List<Throwable> notJoined = new ArrayList<>(Arrays.asList(e.getSuppressed()));
            notJoined.removeIf(s -> s instanceof IllegalStateException);
            return done(e.getMessage() + " " + notJoined);
        }
        return done("missed");
    }

    private static void scopeBodyFails() {
        throw new IllegalArgumentException("body");
    }

    @Expect(value = "quiet ~ b ended a ended", because = WHY)
    public static Async<String> afterCancelNeitherJoinNorCloseThrows() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("a"));
            scope.spawn(foreverLogged("b"));
            Bobbin.yieldNow().await();
            scope.cancel();
            scope.join().await();
        }
        return done("quiet");
    }

    @Expect(value = "quiet ~ a ended", because = WHY)
    public static Async<String> afterCancelCloseAloneDoesNotThrow() {
        try (Scope scope = Scope.open()) {
            scope.spawn(foreverLogged("a"));
            Bobbin.yieldNow().await();
            scope.cancel();
        }
        return done("quiet");
    }

    @Expect(value = "5 ~ stopped ended", because = WHY)
    public static Async<Integer> aStoppedChildIsNoFailure() {
        try (Scope scope = Scope.open()) {
            Task<Void> stopped = scope.spawn(foreverLogged("stopped"));
            Task<Integer> other = scope.spawn(i(5));
            Bobbin.yieldNow().await();
            stopped.cancel();
            scope.join().await();
            return done(other.await());
        }
    }

    @Expect(value = "CancellationException ~ ending ended awaited", because = WHY)
    public static Async<String> awaitOfACancelledTaskReturnsAfterItsFinally() {
        String r = "missed";
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> slowEnd());
            Bobbin.yieldNow().await();
            t.cancel();
            try {
                t.await();
            } catch (CancellationException e) {
                log("awaited");
                r = "CancellationException";
            }
            scope.join().await();
        }
        return done(r);
    }

    private static Async<Void> slowEnd() {
        try {
            forever().await();
        } finally {
            log("ending");
            Bobbin.yieldNow().await();
            pause().await();
            log("ended");
        }
        return done();
    }

    @Expect(value = "done ~ exception not caught error caught", because = WHY)
    public static Async<String> cancellationIsAnError() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                try {
                    forever().await();
                } catch (Exception e) {
                    log("swallowed");
                } catch (Cancelled c) {
                    log("exception not caught");
                    log("error caught");
                    throw c;
                }
                return done();
            });
            Bobbin.yieldNow().await();
            t.cancel();
            scope.join().await();
        }
        return done("done");
    }

    @Expect(value = "done ~ grandchild ended child ended", because = WHY)
    public static Async<String> cancellingATaskCancelsItsOpenScopes() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                try (Scope inner = Scope.open()) {
                    inner.spawn(foreverLogged("grandchild"));
                    inner.join().await();
                } finally {
                    log("child ended");
                }
                return done();
            });
            Bobbin.yieldNow().await();
            Bobbin.yieldNow().await();
            t.cancel();
            scope.join().await();
        }
        return done("done");
    }

    @Expect(value = "cancelled first ~ never started ended: false", because = WHY)
    public static Async<String> cancelledBeforeItsFirstSuspension() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                log("never started");
                forever().await();
                return done();
            });
            t.cancel();
            scope.join().await();
            log("ended: " + !t.isDone());
        }
        return done("cancelled first");
    }

    @Expect(value = "[1, 2, 3]", because = WHY)
    public static Async<List<Integer>> allInOrder() {
        return done(Async.all(Arrays.asList(far(1), i(2), step(3))).await());
    }

    @Expect(value = "[]", because = WHY)
    public static Async<List<Integer>> allOfNothing() {
        return done(Async.<Integer>all(Collections.emptyList()).await());
    }

    @Expect(value = "bad ~ loser ended", because = WHY)
    public static Async<String> allFailsWithTheFirst() {
        try {
            Async.all(Arrays.asList(foreverLogged("loser"), fail(new IllegalStateException("bad")))).await();
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    @Expect(value = "quick ~ slow ending slow ended", because = WHY)
    public static Async<Object> raceWaitsForTheLosers() {
        return done(Async.<Object>race(Arrays.asList(foreverSlowlyEnded("slow"), step("quick"))).await());
    }

    @Expect(value = "!java.lang.IllegalStateException: fast failure ~ slow ended", because = WHY)
    public static Async<Object> raceIsDecidedByAFailureToo() {
        return done(Async.<Object>race(Arrays.asList(foreverLogged("slow"), fail(new IllegalStateException("fast failure")))).await());
    }

    @Expect(value = "good", because = WHY)
    public static Async<Object> anyIgnoresFailures() {
        return done(Async.<Object>any(Arrays.asList(fail(new IllegalStateException("a")), far("good"))).await());
    }

    @Expect(value = "!java.lang.IllegalStateException: a [java.lang.IllegalStateException: b]", because = WHY)
    public static Async<Object> anyOfFailures() {
        return done(Async.<Object>any(Arrays.asList(
                        Async.failed(new IllegalStateException("a")), Async.failed(new IllegalStateException("b"))))
                .await());
    }

    @Expect(value = "refused", because = WHY)
    public static Async<String> raceOfNothing() {
        try {
            Async.race(Collections.emptyList()).await();
        } catch (IllegalArgumentException e) {
            return done("refused");
        }
        return done("missed");
    }

    @Expect(value = "TimeoutException ~ slow ended", because = WHY)
    public static Async<String> timeoutStopsAndWaits() {
        try {
            foreverLogged("slow").timeout(Duration.ofNanos(1000)).await();
        } catch (Exception e) { // timeout() declares nothing, so javac would refuse the checked TimeoutException here
            return done(e.getClass().getSimpleName());
        }
        return done("missed");
    }

    @Expect(value = "in time", because = WHY)
    public static Async<String> timeoutInTime() throws Exception {
        return done(step("in time").timeout(Duration.ofDays(1)).await());
    }

    @Expect(value = "!java.lang.IllegalStateException: own failure", because = WHY)
    public static Async<Object> timeoutPassesTheFailureOn() throws Exception {
        return done(fail(new IllegalStateException("own failure")).timeout(Duration.ofDays(1)).await());
    }

    @Expect(value = "done ~ inside after mask cancelled after", because = WHY)
    public static Async<String> uncancellableMasks() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                try {
                    Async.uncancellable(masked()).await();
                    log("after mask");
                    Bobbin.yieldNow().await();
                    log("not reached");
                } catch (Cancelled c) {
                    log("cancelled after");
                    throw c;
                }
                return done();
            });
            Bobbin.yieldNow().await();
            t.cancel();
            scope.join().await();
        }
        return done("done");
    }

    private static Async<Void> masked() {
        for (int k = 0; k < 5; k++) {
            Bobbin.yieldNow().await();
        }
        log("inside");
        return done();
    }

    @Expect(value = "100", because = WHY)
    public static Async<Integer> aLimitThatHasPassedIsNeverTooLate() {
        int expired = 0;
        for (int k = 0; k < 100; k++) {
            try {
                naps().timeout(Duration.ofMillis(-1)).await();
            } catch (Exception e) {
                expired += e instanceof java.util.concurrent.TimeoutException ? 1 : 0;
            }
        }
        return done(expired);
    }

    private static Async<Void> naps() {
        Clock.sleep(Duration.ofNanos(1)).await();
        return done();
    }

    @Expect(value = "stopped", because = WHY)
    public static Async<String> sleepsOfNoLengthAreStopped() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(sleepsForNoTime());
            Bobbin.yieldNow().await();
            t.cancel();
            scope.join().await();
            try {
                t.await();
            } catch (java.util.concurrent.CancellationException e) {
                return done("stopped");
            }
        }
        return done("missed");
    }

    private static Async<Void> sleepsForNoTime() {
        while (true) {
            Clock.sleep(Duration.ZERO).await();
        }
    }

    @Expect(value = "from elsewhere", because = WHY)
    public static Async<String> callbackCompletedByAnotherTask() {
        List<Completer<String>> later = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(() -> done(Async.<String>create(later::add).await()));
            Bobbin.yieldNow().await();
            later.get(0).complete("from elsewhere");
            scope.join().await();
            return done(t.await());
        }
    }

    @Expect(value = "stage", because = WHY)
    public static Async<String> completionStageCompletedLater() {
        CompletableFuture<String> f = new CompletableFuture<>();
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(() -> done(Async.from(f).await()));
            Bobbin.yieldNow().await();
            f.complete("stage");
            scope.join().await();
            return done(t.await());
        }
    }

    @Expect(value = "slept", because = WHY)
    public static Async<String> sleepersWakeAndNoneTooEarly() {
        List<Integer> woken = new ArrayList<>(); // their order is another matter: a pause may lie between two starts
        try (Scope scope = Scope.open()) {
            for (int ms : new int[] {3, 1, 2}) {
                scope.spawn(() -> {
                    long begin = System.nanoTime();
                    Clock.sleep(Duration.ofMillis(ms)).await();
                    woken.add(System.nanoTime() - begin >= ms * 1_000_000L ? ms : -ms);
                    return done();
                });
            }
            scope.join().await();
        }
        Collections.sort(woken);
        return done(woken.equals(Arrays.asList(1, 2, 3)) ? "slept" : woken.toString());
    }

    @Expect(value = "[0, 2, 4, 6, 8]", because = WHY)
    public static Async<String> scopeInALoop() {
        List<Integer> out = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            int mine = k;
            try (Scope scope = Scope.open()) {
                Task<Integer> t = scope.spawn(() -> done(i(mine).await() * 2));
                scope.join().await();
                out.add(t.await());
            }
        }
        return done(out.toString());
    }

    @Expect(value = "499500", because = WHY)
    public static Async<Integer> thousandChildren() {
        List<Task<Integer>> all = new ArrayList<>();
        int sum = 0;
        try (Scope scope = Scope.open()) {
            for (int k = 0; k < 1000; k++) {
                all.add(scope.spawn(far(k)));
            }
            scope.join().await();
            for (Task<Integer> t : all) {
                sum += t.await();
            }
        }
        return done(sum);
    }

    @Expect(value = "ISE", because = WHY)
    public static Async<String> spawnAfterCloseIsRefused() {
        Scope escaped;
        try (Scope scope = Scope.open()) {
            escaped = scope;
            scope.join().await();
        }
        try {
            escaped.spawn(i(1));
        } catch (IllegalStateException e) {
            return done("ISE");
        }
        return done("missed");
    }

    @Expect(value = "x x x", because = WHY)
    public static Async<String> aStartedAsyncIsATaskAndMayBeAwaitedAndSpawnedAgain() {
        try (Scope scope = Scope.open()) {
            Async<String> a = step("x");
            Task<String> t = scope.spawn(a);
            Task<String> again = scope.spawn(a);
            String r = a.await() + " " + t.await() + " " + again.await();
            scope.join().await();
            return done(r);
        }
    }

    @Expect(value = "ISE", because = WHY)
    public static Async<String> anAwaitedAsyncCannotBeSpawned() {
        try (Scope scope = Scope.open()) {
            Async<Integer> a = i(1);
            a.await();
            scope.spawn(a);
            scope.join().await();
        } catch (IllegalStateException e) {
            return done("ISE");
        }
        return done("missed");
    }

    @Expect(value = "outer inner ~ inner child outer child", because = WHY)
    public static Async<String> nestedScopes() {
        try (Scope outer = Scope.open()) {
            Task<String> o = outer.spawn(() -> {
                for (int k = 0; k < 10; k++) {
                    Bobbin.yieldNow().await();
                }
                return done(log("outer child").substring(0, 5));
            });
            String r;
            try (Scope inner = Scope.open()) {
                Task<String> t = inner.spawn(() -> done(log("inner child").substring(0, 5)));
                inner.join().await();
                r = t.await();
            }
            outer.join().await();
            return done(o.await() + " " + r);
        }
    }

    @Expect(value = "x-", because = WHY)
    public static Async<String> scopeClosedInACallee() {
        return done(withScope("x").await() + step("-").await());
    }

    private static Async<String> withScope(String s) {
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(step(s));
            scope.join().await();
            return done(t.await());
        }
    }

    @Expect(value = "CancellationException at the awaiter", because = WHY)
    public static Async<String> awaiterOfACancelledTaskIsNotCancelledItself() {
        String r = "missed";
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(forever());
            Task<String> w = scope.spawn(() -> {
                try {
                    t.await();
                } catch (CancellationException e) {
                    Bobbin.yieldNow().await();
                    return done("CancellationException at the awaiter");
                }
                return done("missed");
            });
            Bobbin.yieldNow().await();
            t.cancel();
            r = w.await();
            scope.join().await();
        }
        return done(r);
    }

    @Expect(value = "joined ~ caught own", because = WHY)
    public static Async<String> aFailureThatIsACancellationExceptionIsHandedOverOnce() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> {
                pause().await();
                throw new CancellationException("own");
            });
            try {
                t.await();
            } catch (CancellationException e) {
                log("caught " + e.getMessage());
            }
            scope.join().await();
        }
        return done("joined");
    }

    @Expect(value = "joined ~ caught once", because = WHY)
    public static Async<String> aFailureThatTheBodyHasAwaitedIsHandedOverOnce() {
        try (Scope scope = Scope.open()) {
            Task<Void> t = scope.spawn(() -> failsWithQuietly(new IllegalStateException("once")));
            try {
                t.await();
            } catch (IllegalStateException e) {
                log("caught " + e.getMessage());
            }
            Bobbin.yieldNow().await();
            scope.join().await();
        }
        return done("joined");
    }

    @Expect(value = "reported ~ left behind ended", because = WHY)
    public static Async<String> aScopeLeftOpenIsWaitedForAndReported() {
        try {
            return done(leavesOpen().await());
        } catch (IllegalStateException e) {
            String remedy = "still open: open it with try (var scope = Scope.open()) { ... }; ";
            return done(e.getMessage().contains(remedy) ? "reported" : e.getMessage());
        }
    }

    private static Async<String> leavesOpen() {
        try (Scope scope = Scope.open()) {
            Task<String> t = scope.spawn(() -> {
                Scope open = Scope.open();
                open.spawn(foreverLogged("left behind"));
                Bobbin.yieldNow().await();
                return done("value");
            });
            scope.join().await();
            return done(t.await());
        }
    }

    @Expect(value = "5000 ~ completed", because = WHY)
    public static Async<Integer> pingPongThroughCallbacks() {
        int[] count = {0};
        List<Completer<Void>> ping = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Task<Void> a = scope.spawn(() -> {
                while (count[0] < 5000) {
                    Async.<Void>create(ping::add).await();
                    count[0]++;
                }
                return done();
            });
            Task<Void> b = scope.spawn(() -> {
                while (!a.isDone()) {
                    if (!ping.isEmpty()) {
                        ping.remove(0).complete(null);
                    }
                    Bobbin.yieldNow().await();
                }
                return done();
            });
            scope.join().await();
            b.await();
        }
        log("completed");
        return done(count[0]);
    }
}
