package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.bobbin.abi.Abi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For whom a barrier opens, and what those who leave it come to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BarrierTest extends ByTurns {
    private final Barrier barrier = Barrier.of(3);

    private List<Task<Integer>> arrivals(int n) {
        return IntStream.range(0, n).mapToObj(i -> start(barrier.arrive())).toList();
    }

    @Test
    void select_withTwoArmsAtOneBarrier_isRefused() {
        Barrier barrier = Barrier.of(2);
        Select<Integer> select = Select.<Integer>of().on(barrier.arrive(), Async::done);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> select.on(barrier.arrive(), Async::done))
                .withMessageContaining("arrive() of Barrier[0 of 2 arrived]");
        assertThatNoException().isThrownBy(() -> select.on(Barrier.of(2).arrive(), Async::done));
    }

    @Test
    void arrivals_waitForTheLast() {
        // given
        List<Task<Integer>> two = arrivals(2);
        assertThat(two).noneMatch(Task::isDone);
        assertThat(barrier).hasToString("Barrier[2 of 3 arrived]");

        // when
        Task<Integer> last = start(barrier.arrive());

        // then
        assertThat(result(last)).isEqualTo(2);
        assertThat(two).extracting(this::result).containsExactly(0, 1);
        assertThat(barrier.arrived()).isZero();
        assertThat(barrier.parties()).isEqualTo(3);
    }

    @Test
    void generations_followEachOther() {
        assertThat(arrivals(9)).extracting(this::result).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
        List<Task<Integer>> next = arrivals(1);
        assertThat(next.get(0).isDone()).isFalse();
        assertThat(barrier).hasToString("Barrier[1 of 3 arrived]");
    }

    @Test
    void coroutinesThatComeAgain_stayTogether() {
        // given
        List<String> log = new ArrayList<>();
        List<Task<Void>> tasks = IntStream.range(0, 3)
                .mapToObj(n -> scheduler.start(ByHand.<Void>of(
                        s -> barrier.arrive(),
                        o -> {
                            log.add("first");
                            return barrier.arrive();
                        },
                        o -> {
                            log.add("second");
                            return done();
                        })))
                .toList();

        // when
        tasks.forEach(this::result);

        // then
        assertThat(log).containsExactly("first", "first", "first", "second", "second", "second");
    }

    @Test
    void single_party_neverWaits() {
        Barrier alone = Barrier.of(1);
        for (int i = 0; i < 3; i++) {
            assertThat(result(alone.arrive())).isZero();
        }
        assertThat(alone.arriveBlocking()).isZero();
    }

    @Test
    void arrival_cancelledWhileItWaits_isTakenBack() {
        // given
        List<Task<Integer>> two = arrivals(2);

        // when
        cancel(two.get(0));

        // then
        assertThat(barrier).hasToString("Barrier[1 of 3 arrived]");
        List<Task<Integer>> more = arrivals(2);
        assertThat(result(two.get(1))).isZero();
        assertThat(more).extracting(this::result).containsExactly(1, 2);
    }

    @Test
    void arrival_cancelledAfterTheBarrierHasOpened_goesOn() {
        // given
        List<Object> got = new ArrayList<>();
        Task<Void> task = start(ByHand.of(
                s -> barrier.arrive(),
                o -> {
                    got.add(o.get());
                    return barrier.arrive();
                },
                o -> {
                    got.add(o.failure().getClass());
                    return done();
                }));
        start(barrier.arrive());
        Task<Integer> last = scheduler.start(ByHand.of(s -> barrier.arrive(), o -> {
            task.cancel();
            return done((Integer) o.get());
        }));

        // then
        assertThat(result(last)).isEqualTo(2);
        result(task);
        assertThat(got).containsExactly(0, Cancelled.class);
        assertThat(barrier.arrived()).isZero();
    }

    @Test
    void arrival_cancelledBefore_doesNotCount() {
        // given
        List<Task<?>> self = new ArrayList<>();
        Task<Integer> task = scheduler.start(ByHand.of(s -> {
            self.get(0).cancel();
            return barrier.arrive();
        }));
        self.add(task);
        turn();

        // then
        assertThat(task.isDone()).isTrue();
        assertThat(barrier.arrived()).isZero();
    }

    @Test
    void select_thatTakesAnotherEvent_hasNotArrived() {
        // given
        Channel<String> other = Channel.rendezvous();
        Select<String> either = Select.<String>of()
                .on(barrier.arrive(), i -> done("arrived " + i))
                .on(other.receive(), v -> done("received"));
        Task<String> select = start(either);
        assertThat(barrier.arrived()).isEqualTo(1);

        // when
        other.trySend("x");

        // then
        assertThat(result(select)).isEqualTo("received");
        assertThat(barrier.arrived()).isZero();
        Task<Integer> first = start(barrier.arrive());
        Task<String> second = start(either);
        Task<String> third = start(Select.<String>of().on(barrier.arrive(), i -> done("last " + i)));
        assertThat(result(first)).isZero();
        assertThat(result(second)).isEqualTo("arrived 1");
        assertThat(result(third)).isEqualTo("last 2");
        assertThat(other).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
    }

    @Test
    void arrival_whoseSelectHasTakenAnotherEvent_doesNotCount_thoughItHasNotRunYet() {
        // given: all in one turn of the body
        Channel<String> other = Channel.rendezvous();
        Task<String> select = start(Select.<String>of()
                .on(barrier.arrive(), i -> done("arrived " + i))
                .on(other.receive(), v -> done("received")));
        Task<Integer> second = start(barrier.arrive());

        // when
        Task<Integer> third = scheduler.run(() -> ByHand.of(s -> {
            other.trySend("x");
            return done(scheduler.start(barrier.arrive()));
        }));

        // then
        assertThat(result(select)).isEqualTo("received");
        assertThat(barrier.arrived()).isEqualTo(2);
        assertThat(second.isDone()).isFalse();
        Task<Integer> last = start(barrier.arrive());
        assertThat(List.of(result(second), result(third), result(last))).containsExactly(0, 1, 2);
    }

    @Test
    void arrival_cancelled_doesNotCount_thoughItHasNotRunYet() {
        // given
        Barrier two = Barrier.of(2);
        Task<Integer> first = start(two.arrive());

        // when: the other arrives before the first has run again
        Task<Integer> second = scheduler.run(() -> ByHand.of(s -> {
            Task<Integer> arrives = scheduler.start(two.arrive());
            first.cancel();
            return done(arrives);
        }));
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(first.isDone()).isTrue();
        assertThat(second.isDone()).isFalse();
        Task<Integer> last = start(two.arrive());
        assertThat(List.of(result(second), result(last))).containsExactly(0, 1);
    }

    @Test
    void of_noParties_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Barrier.of(0)).withMessageContaining("at least 1");
    }

    /** One that seems to wait, and whose wait has been ended when it is to be claimed. */
    private static final class EndedMeanwhile extends BareWaiter {
        @Override
        int claim() {
            return LOST;
        }

        @Override
        boolean isWaiting() {
            return true;
        }
    }

    @Test
    void arrival_endedWhileTheBarrierOpens_letsNobodyGo() {
        // given
        Barrier four = Barrier.of(4);
        Task<Integer> first = start(four.arrive());
        Task<Object> second = start(Select.<Object>of().on(four.arrive(), i -> done(i)));
        EndedMeanwhile third = new EndedMeanwhile();
        assertThat(Abi.park(four.arrive(), third)).isTrue();

        // when
        Task<Integer> fourth = start(four.arrive());

        // then
        assertThat(List.of(first, second, fourth)).noneMatch(Task::isDone);
        assertThat(four).hasToString("Barrier[3 of 4 arrived]");
        Abi.forget(four.arrive(), third);
        assertThat(four).hasToString("Barrier[3 of 4 arrived]");
        Task<Integer> last = start(four.arrive());
        assertThat(List.of(result(first), (Integer) result(second), result(fourth), result(last)))
                .containsExactlyInAnyOrder(0, 1, 2, 3)
                .last()
                .isEqualTo(3);
    }
}
