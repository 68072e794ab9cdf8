package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sees which value. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WatchTest extends ByTurns {
    private final Watch<Integer> watch = Watch.of(1);

    @Test
    void get_isTheLatest() {
        assertThat(watch.get()).isEqualTo(1);
        watch.set(2);
        watch.set(3);
        assertThat(watch.get()).isEqualTo(3);
    }

    @Test
    void changes_beginWithTheCurrentValue_thenWait() {
        // given
        watch.set(2);
        AsyncIterator<Integer> it = watch.changes();

        // then
        assertThatThrownBy(it::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await next() first");
        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(2);
        Task<Boolean> next = start(it.next());
        assertThat(next.isDone()).isFalse();
        assertThat(watch).hasToString("Watch[1 waiting]");
        watch.set(3);
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(3);
    }

    @Test
    void changes_inBetween_areMissed() {
        // given
        AsyncIterator<Integer> it = watch.changes();
        result(it.next());

        // when
        watch.set(2);
        watch.set(3);

        // then
        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(3);
        Task<Boolean> next = start(it.next());
        watch.set(4);
        watch.set(5);
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(5);
        assertThat(start(it.next()).isDone()).isFalse();
    }

    @Test
    void set_toAnEqualValue_isAChange() {
        // given
        AsyncIterator<Integer> it = watch.changes();
        result(it.next());

        // when
        watch.set(1);

        // then
        assertThat(result(it.next())).isTrue();
    }

    @Test
    void set_tellsAllWhoWait() {
        // given
        List<AsyncIterator<Integer>> all =
                IntStream.range(0, 10).mapToObj(i -> watch.changes()).toList();
        all.forEach(it -> result(it.next()));
        List<Task<Boolean>> next = all.stream().map(it -> start(it.next())).toList();

        // when
        watch.set(2);

        // then
        assertThat(next).allMatch(this::result);
        assertThat(all).extracting(AsyncIterator::value).containsOnly(2);
    }

    @Test
    void update_whileSomebodyElseSets_isDoneAgain() {
        // when: the first call of the operator is disturbed
        int[] calls = {0};
        int after = watch.update(v -> {
            if (calls[0]++ == 0) {
                watch.set(10);
            }
            return v + 1;
        });

        // then
        assertThat(after).isEqualTo(11);
        assertThat(watch.get()).isEqualTo(11);
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void close_afterTheLatestValue_isTheEnd() {
        // given
        AsyncIterator<Integer> behind = watch.changes();
        AsyncIterator<Integer> waits = watch.changes();
        result(waits.next());
        Task<Boolean> next = start(waits.next());

        // when
        watch.close();
        watch.close();

        // then
        assertThat(result(next)).isFalse();
        assertThatThrownBy(waits::value).isInstanceOf(IllegalStateException.class);
        assertThat(result(behind.next())).isTrue();
        assertThat(result(behind.next())).isFalse();
        assertThat(watch.get()).isEqualTo(1);
        assertThat(watch.isClosed()).isTrue();
        assertThat(watch).hasToString("Watch[0 waiting, closed]");
        assertThatThrownBy(() -> watch.set(2)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> watch.update(v -> 2)).isInstanceOf(ClosedChannelException.class);
        assertThat(watch.get()).isEqualTo(1);
    }

    @Test
    void next_cancelledWhileItWaits_missesNothing() {
        // given
        AsyncIterator<Integer> it = watch.changes();
        result(it.next());
        Task<Boolean> next = start(it.next());

        // when
        cancel(next);
        watch.set(2);

        // then
        assertThat(watch).hasToString("Watch[0 waiting]");
        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(2);
    }

    @Test
    void next_cancelledAfterAChange_givesIt() {
        // given
        AsyncIterator<Integer> it = watch.changes();
        result(it.next());
        Task<Object> task = start(ByHand.of(s -> it.next(), o -> done(o.get())));

        // when
        watch.set(2);
        task.cancel();

        // then
        assertThat(result(task)).isEqualTo(true);
        assertThat(it.value()).isEqualTo(2);
    }

    @Test
    void select_ofAChange_isTakenOrLeft() {
        // given
        Channel<String> other = Channel.rendezvous();
        AsyncIterator<Integer> it = watch.changes();
        Select<String> either = Select.<String>of()
                .on(it.next(), more -> done("changed to " + it.value()))
                .on(other.receive(), v -> done("received"));
        assertThat(result(either)).isEqualTo("changed to 1");
        Task<String> first = start(either);

        // when, then
        other.trySend("x");
        watch.set(2);
        assertThat(result(first)).isEqualTo("received");
        assertThat(result(either)).isEqualTo("changed to 2");
        Task<String> second = start(either);
        watch.set(3);
        assertThat(result(second)).isEqualTo("changed to 3");
        assertThat(watch).hasToString("Watch[0 waiting]");
    }

    @Test
    void nulls_areRefused() {
        assertThatNullPointerException().isThrownBy(() -> Watch.of(null)).withMessage("initial");
        assertThatNullPointerException().isThrownBy(() -> watch.set(null)).withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> watch.update(v -> null));
    }
}
