package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clean-up of sequences that fails: whoever has them closed hears of it. */
@Timeout(60)
final class AsyncSeqCleanUpTest extends ByTurns {
    private final IOException failure = new IOException("not closed");

    /** As try-with-resources does with what {@code close()} throws. */
    @Test
    void close_whatItSuppressesIntoTheEndOfTheBody_isThrown() {
        AsyncSeq<Integer> seq = AsyncSeq.of(y -> ByHand.of(start -> y.yield(1), closed -> {
            closed.failure().addSuppressed(failure);
            throw closed.failure();
        }));
        AsyncIterator<Integer> it = seq.iterator();
        result(it.next());

        assertThat(failure(it.close())).isSameAs(failure);
        assertThat(failure(seq.first())).isSameAs(failure);
        assertThat(failure(seq.take(1).toList())).isSameAs(failure);
    }
}
