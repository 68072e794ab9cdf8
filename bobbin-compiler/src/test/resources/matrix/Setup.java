package matrix;

import static dev.bobbin.Async.done;

import corpus.Pace;
import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.concurrent.CancellationException;

/** What MatrixTest chooses for a run: how often a callee suspends and whether, and when, it fails. */
public final class Setup {
    /** Checked, so that its way through callers that do not declare it is seen too. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure() {
            super("the callee's");
        }
    }

    private static int pauses;
    private static String outcome;
    private static int cancelAt;
    private static Failure failure;
    private static Cancelled cancelled;

    private Setup() {}

    /** Called by the harness before each run: fine, before or after; a cancellation comes at that suspension, 0 for none. */
    public static void choose(int newPauses, String newOutcome, int newCancelAt) {
        pauses = newPauses;
        outcome = newOutcome;
        cancelAt = newCancelAt;
        failure = new Failure();
        cancelled = null;
    }

    public static int pauses() {
        return pauses;
    }

    public static void failIf(String moment) throws Failure {
        if (outcome.equals(moment)) {
            throw failure;
        }
    }

    public static boolean isTheOne(Throwable t) {
        return t == failure;
    }

    /** Notes who saw the cancellation: it must be the same object everywhere. */
    public static void sees(String who, Cancelled c) {
        Pace.log(cancelled == null || cancelled == c ? who + "-cancelled" : who + "-cancelled-again");
        cancelled = c;
    }

    /** Runs a case as a task that is cancelled while it is on its way to that suspension. */
    public static Async<String> cancelling(AsyncSupplier<String> body) {
        String outcome;
        try (Scope scope = Scope.open()) {
            Task<String> task = scope.spawn(body);
            for (int k = 1; k < cancelAt; k++) {
                Bobbin.yieldNow().await();
            }
            task.cancel();
            try {
                outcome = "ended with " + task.await();
            } catch (CancellationException e) {
                outcome = "was cancelled";
            }
            scope.join().await();
        }
        return done(outcome);
    }
}
