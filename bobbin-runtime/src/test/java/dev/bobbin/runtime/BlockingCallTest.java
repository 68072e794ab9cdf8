package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingCallTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch on = new CountDownLatch(1);

    private void block() throws InterruptedException {
        begun.countDown();
        on.await();
    }

    @Test
    void call_cancelledWhileItRuns_isInterrupted() throws Exception {
        Task<Void> task = Bobbin.start(Blocking.call(() -> {
            block();
            return null;
        }));
        begun.await();

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> Bobbin.run(() -> task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void callUninterrupted_cancelledWhileItRuns_isAwaited() throws Exception {
        Task<Boolean> task = Bobbin.start(Blocking.callUninterrupted(() -> {
            block();
            return Thread.currentThread().isInterrupted();
        }));
        begun.await();

        // when
        task.cancel();

        // then
        assertThat(task.isDone()).isFalse();
        on.countDown();
        assertThat(Bobbin.<Boolean>run(() -> task)).isFalse();
    }

    @Test
    void callUninterrupted_thatFailsAfterACancellation_handsItsFailureOver() throws Exception {
        IOException broken = new IOException("on purpose");
        Task<Void> task = Bobbin.start(Blocking.callUninterrupted(() -> {
            block();
            throw broken;
        }));
        begun.await();

        // when
        task.cancel();
        on.countDown();

        // then
        assertThatThrownBy(() -> Bobbin.run(() -> task)).isSameAs(broken);
    }

    @Test
    void callUninterrupted_cancelledWhileItIsQueued_endsAtOnceAndNeverBegins() throws Exception {
        AtomicBoolean called = new AtomicBoolean();
        try (AllBlocked blocked = new AllBlocked()) {
            Task<Boolean> task = Bobbin.start(Blocking.callUninterrupted(() -> called.getAndSet(true)));
            blocked.untilQueued();

            // when
            task.cancel();

            // then: with all threads held up still
            assertThatThrownBy(() -> Bobbin.run(() -> task)).isInstanceOf(CancellationException.class);
        }
        Bobbin.run(() -> Blocking.call(() -> null));
        assertThat(called).isFalse();
    }
}
