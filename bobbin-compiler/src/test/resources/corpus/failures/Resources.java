package corpus.failures;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;

/** Scopes beside other resources in one try: what is closed in which order, and which failures are suppressed into which. */
public class Resources {
    private static final String WHY = "a scope's children run beside its body";

    private static final class Resource implements AutoCloseable {
        private final String name;
        private final RuntimeException failure;

        Resource(String name, RuntimeException failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public void close() {
            log("close " + name);
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static Async<Void> forever() {
        try {
            for (; ; ) {
                Bobbin.yieldNow().await();
            }
        } finally {
            log("child ended");
        }
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body ~ close r child ended", because = WHY)
    public static Async<String> scopeThenResource() {
        try (Scope scope = Scope.open(); Resource r = new Resource("r", null)) {
            scope.spawn(forever());
            Bobbin.yieldNow().await();
            throw new IllegalArgumentException("body");
        }
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body ~ child ended close r", because = WHY)
    public static Async<String> resourceThenScope() {
        try (Resource r = new Resource("r", null); Scope scope = Scope.open()) {
            scope.spawn(forever());
            Bobbin.yieldNow().await();
            throw new IllegalArgumentException("body");
        }
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body [java.lang.IllegalStateException: close] ~ close r child ended", because = WHY)
    public static Async<String> scopeThenResourceThatFailsToClose() {
        try (Scope scope = Scope.open(); Resource r = new Resource("r", new IllegalStateException("close"))) {
            scope.spawn(forever());
            Bobbin.yieldNow().await();
            throw new IllegalArgumentException("body");
        }
    }

    @Expect(value = "!java.lang.IllegalArgumentException: body [java.lang.IllegalStateException: close] ~ child ended close r", because = WHY)
    public static Async<String> resourceThatFailsToCloseThenScope() {
        try (Resource r = new Resource("r", new IllegalStateException("close")); Scope scope = Scope.open()) {
            scope.spawn(forever());
            Bobbin.yieldNow().await();
            throw new IllegalArgumentException("body");
        }
    }

    @Expect(value = "!java.lang.IllegalStateException: close ~ close r", because = WHY)
    public static Async<String> onlyTheResourceFails() {
        try (Scope scope = Scope.open(); Resource r = new Resource("r", new IllegalStateException("close"))) {
            scope.spawn(step("x"));
            scope.join().await();
            return done("missed");
        }
    }

    @Expect(value = "!java.lang.IllegalStateException: same ~ close r", because = WHY)
    public static Async<String> aChildAndTheResourceFailWithTheSameObject() {
        IllegalStateException same = new IllegalStateException("same");
        try (Scope scope = Scope.open(); Resource outer = new Resource("r", null)) {
            scope.spawn(() -> fail(same));
            Bobbin.yieldNow().await();
            throw same;
        }
    }

    @Expect(value = "2 ~ 1 close r0 finally 2 close r1 finally", because = WHY)
    public static Async<Integer> returnedFromInsideALoop() {
        for (int k = 0; ; k++) {
            try (Scope scope = Scope.open(); Resource r = new Resource("r" + k, null)) {
                scope.spawn(step(k));
                scope.join().await();
                log(k + 1);
                if (k == 0) {
                    continue;
                }
                return done(k + i(1).await());
            } finally {
                log(step("finally").await());
            }
        }
    }

    @Expect(value = "caught body then [java.lang.IllegalStateException: close] ~ close r child ended", because = WHY)
    public static Async<String> caughtByTheSameTry() {
        try (Scope scope = Scope.open(); Resource r = new Resource("r", new IllegalStateException("close"))) {
            scope.spawn(forever());
            Bobbin.yieldNow().await();
            throw new IllegalArgumentException("body");
        } catch (IllegalArgumentException e) {
            return done("caught " + step(e.getMessage()).await() + " then " + java.util.Arrays.toString(e.getSuppressed()));
        }
    }
}
