package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishers that do not keep to the rules; those that do are the concern of the specification's own tests, in the runtime. */
@Timeout(60)
final class SubscribingTest extends ByTurns {
    private final List<Object> log = new ArrayList<>();
    private final RuntimeException failure = new RuntimeException("no such thing");

    private AsyncSeq<Integer> requestThrows(Error ofCancel) {
        return AsyncSeq.from((Flow.Publisher<Integer>) subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                log.add("request");
                throw failure;
            }

            @Override
            public void cancel() {
                log.add("cancel");
                if (ofCancel != null) {
                    throw ofCancel;
                }
            }
        }));
    }

    @Test
    void subscription_whoseRequestThrows_isCancelled() {
        assertThat(failure(requestThrows(null).toList())).isSameAs(failure);

        assertThat(log).containsExactly("request", "cancel");
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void subscription_whoseRequestThrows_andItsCancelToo_failsWithTheFirst() {
        Error ofCancel = new AssertionError("nor this");

        assertThat(failure(requestThrows(ofCancel).toList())).isSameAs(failure);

        assertThat(log).containsExactly("request", "cancel");
        assertThat(failure.getSuppressed()).containsExactly(ofCancel);
    }
}
