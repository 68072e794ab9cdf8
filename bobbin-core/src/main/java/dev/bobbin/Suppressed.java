package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Failures that come while another is on its way. */
final class Suppressed {
    private Suppressed() {}

    /** Whether a task that was cancelled may end so for that: with its own cancellation, or since another one's result is missing that was cancelled with it. */
    static boolean isOfCancellation(Throwable failure) {
        return failure instanceof Cancelled || failure instanceof CancellationException;
    }

    /** What has gone wrong in a body that was ended by that reason, and has thrown this; null if nothing has. */
    static @Nullable Throwable besides(Throwable reason, Throwable thrown) {
        return thrown == reason ? ofCleanUp(thrown) : thrown;
    }

    /**
     * What has gone wrong in the clean-up of a task that was cancelled, or of a sequence that was closed, by try-with-resources: the failures of
     * {@code close()} are suppressed into the cancellation, of which nobody hears, and so are those of the children of a scope into the end of its time. Thrown in a {@code finally}
     * block, they would have taken its place.
     *
     * @return the first, the others suppressed into it; null if there is none
     */
    static @Nullable Throwable ofCleanUp(Throwable cancellation) {
        Throwable first = null;
        for (Throwable each : cancellation.getSuppressed()) {
            if (isOfCancellation(each)) {
                continue;
            }
            if (first == null) {
                first = each;
            } else {
                Abi.addSuppressed(first, each);
            }
        }
        return first;
    }
}
