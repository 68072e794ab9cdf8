package corpus.handlers;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Try, catch and finally in all shapes. */
public class Handlers {
    public static Async<String> awaitInTry() {
        try {
            return done(step("try").await());
        } catch (RuntimeException e) {
            return done("catch");
        }
    }

    public static Async<String> failureOfTheCalleeIsCaught() {
        try {
            log("before");
            fail(new IllegalStateException("boom")).await();
            log("after");
        } catch (IllegalStateException e) {
            return done("caught " + e.getMessage());
        }
        return done("missed");
    }

    public static Async<String> failureBeforeTheFirstSuspensionIsCaught() {
        try {
            failAtOnce("early").await();
        } catch (IllegalArgumentException e) {
            return done("caught " + step(e.getMessage()).await());
        }
        return done("missed");
    }

    public static Async<String> failureBeforeTheFirstSuspensionEscapes() {
        return done(step("x").await() + failAtOnce("early").await());
    }

    public static Async<String> failureOfForeignAsyncIsCaught() {
        try {
            Async.create(c -> c.fail(new IllegalStateException("foreign"))).await();
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    public static Async<String> startOfForeignAsyncThrows() {
        try {
            Async.create(c -> {
                        throw new IllegalStateException("start");
                    })
                    .await();
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    public static Async<String> awaitInCatch() {
        String s = "live";
        try {
            fail(new IllegalStateException("boom")).await();
        } catch (IllegalStateException e) {
            String t = step("recovered").await();
            return done(s + t + e.getMessage());
        }
        return done("missed");
    }

    public static Async<String> awaitInFinally() {
        String s = "a";
        try {
            s += step("b").await();
        } finally {
            s += step("c").await();
            log(s);
        }
        return done(s);
    }

    public static Async<String> awaitInFinallyOnFailure() {
        try {
            fail(new IllegalStateException("boom")).await();
        } finally {
            log(step("finally").await());
        }
        return done("missed");
    }

    public static Async<String> awaitInTryCatchAndFinally() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            try {
                out.append(step("t").await());
                if (k == 1) {
                    fail(new IllegalStateException("boom")).await();
                }
                out.append(step("u").await());
            } catch (IllegalStateException e) {
                out.append(step("c").await());
            } finally {
                out.append(step("f").await());
            }
        }
        return done(out.toString());
    }

    public static Async<String> returnValueIsKeptAcrossFinally() {
        String s = "kept";
        try {
            return done(step(s).await());
        } finally {
            s = step("changed").await();
            log(s);
        }
    }

    @SuppressWarnings("finally")
    public static Async<String> returnInFinallyWins() {
        try {
            fail(new IllegalStateException("swallowed")).await();
            return done("try");
        } finally {
            return done(step("finally").await());
        }
    }

    @SuppressWarnings("finally")
    public static Async<Integer> returnInFinallyOverridesReturn() {
        try {
            return done(i(1).await());
        } finally {
            pause().await();
            return done(i(2).await());
        }
    }

    @SuppressWarnings("finally")
    public static Async<String> throwInFinallyReplaces() {
        try {
            fail(new IllegalStateException("first")).await();
        } finally {
            pause().await();
            throw new IllegalArgumentException("second");
        }
    }

    @SuppressWarnings("finally")
    public static Async<String> breakInFinallySwallows() {
        StringBuilder out = new StringBuilder();
        while (true) {
            try {
                out.append(step("a").await());
                fail(new IllegalStateException("swallowed")).await();
            } finally {
                out.append(step("b").await());
                break;
            }
        }
        return done(out.toString());
    }

    @SuppressWarnings("finally")
    public static Async<String> continueInFinallySwallows() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            try {
                fail(new IllegalStateException("swallowed " + k)).await();
            } finally {
                out.append(i(k).await());
                continue;
            }
        }
        return done(out.toString());
    }

    public static Async<String> breakAndContinueThroughFinally() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 5; k++) {
            try {
                if (i(k).await() == 1) {
                    continue;
                }
                if (i(k).await() == 3) {
                    break;
                }
                out.append(k);
            } finally {
                out.append(step("f").await());
            }
        }
        return done(out.toString());
    }

    public static Async<String> returnThroughNestedFinallies() {
        try {
            try {
                try {
                    return done(step("r").await());
                } finally {
                    log(step("1").await());
                }
            } finally {
                log("2");
            }
        } finally {
            log(step("3").await());
        }
    }

    public static Async<String> nestedHandlers() {
        try {
            try {
                fail(new IOException("io")).await();
            } catch (IllegalStateException e) {
                log("wrong");
            } finally {
                log(step("inner").await());
            }
        } catch (Exception e) {
            return done(e.getClass().getSimpleName() + step("!").await());
        } finally {
            log(step("outer").await());
        }
        return done("missed");
    }

    public static Async<String> handlerOrder() {
        StringBuilder out = new StringBuilder();
        for (Exception x : new Exception[] {
            new FileNotFoundException("f"), new IOException("i"), new IllegalStateException("s"), new Exception("e")
        }) {
            try {
                checked(x).await();
            } catch (FileNotFoundException e) {
                out.append(step("F").await());
            } catch (IOException e) {
                out.append(step("I").await());
            } catch (RuntimeException e) {
                out.append(step("R").await());
            } catch (Exception e) {
                out.append(step("E").await());
            }
        }
        return done(out.toString());
    }

    public static Async<String> multiCatch() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            try {
                pick(k).await();
            } catch (IOException | IllegalStateException e) {
                out.append(step(e.getMessage()).await());
                Exception same = e;
                pause().await();
                out.append(same.getClass().getSimpleName()).append(' ');
            }
        }
        return done(out.toString());
    }

    private static Async<Void> pick(int k) throws IOException {
        if (k == 0) {
            io("io").await();
        }
        pause().await();
        if (k == 1) {
            throw new IllegalStateException("state");
        }
        return done();
    }

    public static Async<String> checkedExceptionArrivesAsItself() throws Exception {
        try {
            io("disk").await();
            return done("missed");
        } catch (IOException e) {
            return done(e.getMessage() + e.getSuppressed().length + e.getCause());
        }
    }

    public static Async<String> checkedExceptionEscapes() throws IOException {
        pause().await();
        return done(step("x").await() + io("escaped").await());
    }

    public static Async<Boolean> rethrowKeepsIdentity() {
        IllegalStateException original = new IllegalStateException("one");
        try {
            rethrower(original).await();
        } catch (RuntimeException e) {
            return done(e == original);
        }
        return done(false);
    }

    private static Async<Void> rethrower(RuntimeException x) {
        try {
            fail(x).await();
        } catch (RuntimeException e) {
            pause().await();
            throw e;
        } finally {
            pause().await();
        }
        return done();
    }

    public static Async<String> preciseRethrow() {
        try {
            preciselyRethrown().await();
        } catch (IOException e) {
            return done("io " + e.getMessage());
        }
        return done("missed");
    }

    private static Async<Void> preciselyRethrown() throws IOException {
        try {
            io("precise").await();
        } catch (final Exception e) {
            log("passing");
            pause().await();
            throw e;
        }
        return done();
    }

    public static Async<String> wrappedWithCause() {
        try {
            fail(new IOException("inner")).await();
        } catch (Exception e) {
            pause().await();
            throw new IllegalStateException("outer", e);
        }
        return done("missed");
    }

    public static Async<String> catchThatSuspendsAndThrowsThenALoop() {
        StringBuilder out = new StringBuilder();
        try {
            try {
                fail(new IllegalStateException("a")).await();
            } catch (IllegalStateException e) {
                out.append(step("c").await());
                throw new IllegalArgumentException("b");
            }
        } catch (IllegalArgumentException e) {
            out.append(e.getMessage());
        }
        for (int k = 0; k < 3; k++) {
            out.append(i(k).await());
        }
        return done(out.toString());
    }

    public static Async<String> retryLoop() {
        int attempt = 0;
        while (true) {
            try {
                return done(flaky(++attempt).await());
            } catch (IOException e) {
                log(e.getMessage());
                if (i(attempt).await() == 4) {
                    return done("gave up");
                }
            }
        }
    }

    private static Async<String> flaky(int attempt) throws IOException {
        pause().await();
        if (attempt < 3) {
            throw new IOException("attempt " + attempt);
        }
        return done("won at " + attempt);
    }

    static final class Resource implements AutoCloseable {
        private final String name;

        Resource(String name) {
            this.name = name;
            log("open " + name);
        }

        @Override
        public void close() {
            log("close " + name);
        }
    }

    static final class Bad implements AutoCloseable {
        @Override
        public void close() throws IOException {
            throw new IOException("close");
        }
    }

    public static Async<String> tryWithResources() {
        try (Resource a = new Resource("a");
                Resource b = new Resource(step("b").await())) {
            return done(step(a.name + b.name).await());
        } finally {
            log(step("finally").await());
        }
    }

    public static Async<String> tryWithResourcesFailing() {
        try (Resource a = new Resource("a");
                Resource b = new Resource("b")) {
            fail(new IllegalStateException("body")).await();
        } catch (IllegalStateException e) {
            log(step("caught").await());
            throw e;
        }
        return done("missed");
    }

    public static Async<String> tryWithResourcesSuppresses() throws IOException {
        try (Bad bad = new Bad()) {
            fail(new IllegalStateException("body")).await();
        }
        return done("missed");
    }

    public static Async<String> tryWithResourcesCloseFails() throws IOException {
        try (Bad bad = new Bad()) {
            log(step("body").await());
        }
        return done("missed");
    }

    public static Async<String> tryWithNullResource() {
        try (Resource none = null) {
            return done(step("fine").await() + none);
        }
    }

    public static Async<String> resourceFailsToOpen() {
        try (Resource a = new Resource("a");
                Resource b = opened("b").await()) {
            return done("missed" + a.name + b.name);
        } catch (IllegalStateException e) {
            return done(step(e.getMessage()).await());
        }
    }

    private static Async<Resource> opened(String name) {
        pause().await();
        throw new IllegalStateException("cannot open " + name);
    }

    public static Async<String> addSuppressedByHand() {
        IllegalStateException first = null;
        for (int k = 0; k < 3; k++) {
            try {
                fail(new IllegalStateException("f" + k)).await();
            } catch (IllegalStateException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first;
    }

    public static Async<String> operandStackIsDroppedByAFailure() {
        long before = 5;
        String r;
        try {
            r = before + "x" + (d(1).await() + Handlers.<Integer>failing().await());
        } catch (IllegalStateException e) {
            r = "dropped " + before;
        }
        return done(r + i(1).await());
    }

    private static <T> Async<T> failing() {
        return fail(new IllegalStateException("failing"));
    }

    public static Async<String> localAssignedInTrySeenInCatch() {
        int reached = 0;
        String what = "none";
        try {
            reached = i(1).await();
            what = step("first").await();
            reached = i(2).await();
            fail(new IllegalStateException("stop")).await();
            reached = 3;
        } catch (IllegalStateException e) {
            pause().await();
            return done(what + reached);
        }
        return done("missed");
    }

    public static Async<String> awaitRightAfterTryEnds() {
        int x;
        try {
            x = Integer.parseInt(step("no number").await());
        } catch (NumberFormatException e) {
            x = i(-1).await();
        }
        pause().await();
        return done("x=" + x);
    }

    public static Async<String> callerCatchesCalleesFinallyHasRun() {
        try {
            withFinally().await();
        } catch (IllegalStateException e) {
            log("caught");
        }
        return done(step("end").await());
    }

    private static Async<Void> withFinally() {
        try {
            pause().await();
            throw new IllegalStateException("x");
        } finally {
            log("callee finally 1");
            pause().await();
            log("callee finally 2");
        }
    }

    public static Async<String> errorsAndThrowables() {
        StringBuilder out = new StringBuilder();
        try {
            fail(new AssertionError("error")).await();
        } catch (Exception e) {
            out.append("exception?");
        } catch (Error e) {
            out.append(step(e.getMessage().toString()).await());
        }
        try {
            fail(new Throwable("bare")).await();
        } catch (Throwable t) {
            out.append(step(t.getMessage()).await());
        }
        return done(out.toString());
    }

    public static Async<String> exceptionOfTheVmItself() {
        StringBuilder out = new StringBuilder();
        int[] a = {1};
        try {
            out.append(a[i(1).await()]);
        } catch (ArrayIndexOutOfBoundsException e) {
            out.append(step("bounds ").await());
        }
        try {
            out.append(1 / i(0).await());
        } catch (ArithmeticException e) {
            out.append(e.getMessage());
        }
        try {
            Object o = step((Object) "s").await();
            out.append((Integer) o);
        } catch (ClassCastException e) {
            out.append(step(" cast").await());
        }
        return done(out.toString());
    }

    public static Async<String> timeoutExceptionAsAPlainCheckedOne() {
        try {
            checked(new TimeoutException("late")).await();
        } catch (TimeoutException e) {
            return done(e.getMessage());
        }
        return done("missed");
    }

    private static <X extends Exception> Async<Void> checked(X failure) throws X {
        pause().await();
        throw failure;
    }

    public static Async<String> emptyCatchAndFinally() {
        try {
            fail(new IllegalStateException("ignored")).await();
        } catch (IllegalStateException ignored) {
        } finally {
        }
        return done("after");
    }

    public static Async<String> finallyInsideALoopWithLabels() {
        StringBuilder out = new StringBuilder();
        outer:
        for (int a = 0; a < 3; a++) {
            try {
                for (int b = 0; b < 3; b++) {
                    try {
                        if (i(b).await() == 1) {
                            continue outer;
                        }
                        if (a == 2) {
                            break outer;
                        }
                        out.append(a).append(b);
                    } finally {
                        out.append(step("i").await());
                    }
                }
            } finally {
                out.append(step("o").await());
            }
        }
        return done(out.toString());
    }

    public static Async<String> sameHandlerForTwoSuspensions() {
        String r = "";
        for (int k = 0; k < 2; k++) {
            String live = "k" + k;
            try {
                r += step("a").await();
                if (k == 0) {
                    fail(new IllegalStateException("first")).await();
                } else {
                    far("b").await();
                    fail(new IllegalArgumentException("second")).await();
                }
            } catch (IllegalStateException | IllegalArgumentException e) {
                r += live + e.getMessage();
            }
        }
        return done(r);
    }

    public static Async<String> stackOfFinallyDoesNotLeakBetweenRounds() {
        long sum = 0;
        for (int k = 0; k < 20; k++) {
            try {
                if (k % 3 == 0) {
                    fail(new IllegalStateException()).await();
                }
                sum += j(k).await();
            } catch (IllegalStateException e) {
                sum -= i(1).await();
            } finally {
                sum *= 2;
            }
        }
        return done("" + sum);
    }

    public static Async<String> throwNull() {
        RuntimeException none = step((RuntimeException) null).await();
        try {
            throw none;
        } catch (NullPointerException e) {
            return done(step("npe").await());
        }
    }

    public static Async<Integer> failedReturned() {
        pause().await();
        return Async.failed(new IllegalStateException("returned"));
    }

    public static Async<Integer> failedReturnedInsideTryIsNotCaughtThere() {
        try {
            pause().await();
            return Async.failed(new IllegalStateException("returned"));
        } catch (IllegalStateException e) {
            return done(i(-1).await());
        }
    }
}
