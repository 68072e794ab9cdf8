package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for one task, many at once: who leaves does not look at the others, and the end finds the rest in their order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JoinersTest extends ByTurns {
    private int looks;
    private final Latch latch = Latch.of(1);
    private final Task<String> shared = scheduler.start(
            ByHand.of(s -> latch.opened(), s -> s.failure() == null ? done("ended") : Async.failed(s.failure())));
    private final List<String> woken = new ArrayList<>();

    /** Counts how often it is looked at. */
    private final class Waiter extends BareWaiter {
        private final String name;

        Waiter(int number) {
            name = "waiter " + number;
        }

        @Override
        int claim() {
            return CLAIMED_PARKED;
        }

        @Override
        void go() {
            woken.add(name);
        }

        @Override
        Object item() {
            looks++;
            return super.item();
        }

        @Override
        void item(Object item) {
            looks++;
            super.item(item);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private List<Waiter> waiters(int n) {
        return IntStream.range(0, n).mapToObj(Waiter::new).toList();
    }

    private void enter(Waiter waiter) {
        assertThat(Abi.park(shared, waiter)).isTrue();
    }

    private void leave(Waiter waiter) {
        Abi.forget(shared, waiter);
    }

    /** Latest first. */
    private void haveBeenWoken(List<Waiter> expected) {
        latch.countDown();
        turn();
        List<String> names = new ArrayList<>();
        expected.forEach(each -> names.add(each.name));
        Collections.reverse(names);
        assertThat(woken).isEqualTo(names);
        assertThat(expected).allMatch(each -> each.item() == null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 100, 3000})
    void end_ofWhatManyWaitFor_wakesAllInOneOrder(int n) {
        turn();
        List<Waiter> waiters = waiters(n);
        waiters.forEach(this::enter);
        haveBeenWoken(waiters);
    }

    @Test
    void leaving_oldestFirst_looksAtAFewWhateverTheNumber() {
        turn();
        int n = 2000;
        List<Waiter> waiters = waiters(n);
        looks = 0;
        waiters.forEach(this::enter);
        waiters.forEach(this::leave);
        assertThat(looks).isLessThan(10 * n);
        haveBeenWoken(List.of());
    }

    @Test
    void leavingAndComing_inALoop_looksAtAFewWhateverTheNumber() {
        turn();
        int n = 1000;
        List<Waiter> waiters = waiters(n);
        waiters.forEach(this::enter);
        looks = 0;
        for (int round = 0; round < 3; round++) {
            for (Waiter each : waiters) {
                leave(each);
                enter(each);
            }
        }
        assertThat(looks).isLessThan(3 * 10 * n);
        haveBeenWoken(waiters);
    }

    @Test
    void anything_inAnyOrder_isAsInAList() {
        turn();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            JoinersTest each = new JoinersTest();
            each.turn();
            List<Waiter> expected = new ArrayList<>();
            List<Integer> heard = new ArrayList<>();
            int listeners = 0;
            int come = random.nextInt(3, 9);
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(10) < come) {
                    Waiter waiter = each.new Waiter(i);
                    each.enter(waiter);
                    expected.add(waiter);
                } else if (random.nextInt(3) == 0) {
                    int number = listeners++;
                    each.shared.listen(() -> heard.add(number));
                } else if (!expected.isEmpty()) {
                    Waiter gone = expected.remove(random.nextInt(expected.size()));
                    each.leave(gone);
                    each.leave(gone); // as an arm does that does not wait
                    assertThat(gone.item()).as("seed %s", seed).isNull();
                }
            }
            each.haveBeenWoken(expected);
            assertThat(heard)
                    .as("seed %s", seed)
                    .isEqualTo(IntStream.range(0, listeners).boxed().toList());
        }
    }

    @Test
    void tasks_ofWhichSomeAreCancelled_getTheResultAll() {
        // given
        List<Task<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(scheduler.start(ByHand.awaiting(shared)));
        }
        turn();

        // when
        for (int i = 0; i < 50; i += 3) {
            all.get(i).cancel();
        }
        turn();
        latch.countDown();
        turn();

        // then
        for (int i = 0; i < 50; i++) {
            if (i % 3 == 0) {
                assertThat(failure(all.get(i))).isInstanceOf(CancellationException.class);
            } else {
                assertThat(result(all.get(i))).isEqualTo("ended");
            }
        }
    }

    @Test
    void selects_overATaskThatAllWaitForAndAChannelOfTheirOwn_getBoth() {
        // given
        List<Channel<String>> channels = new ArrayList<>();
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Channel<String> own = Channel.unlimited();
            channels.add(own);
            Select<String> select =
                    Select.<String>of().on(own.receive(), Async::done).on(shared, Async::done);
            tasks.add(scheduler.start(ByHand.of(s -> select, s -> select, o -> done(o.value() + " after all"))));
        }
        turn();

        // when
        channels.forEach(each -> each.trySend("x"));
        turn();
        latch.countDown();
        turn();

        // then
        tasks.forEach(each -> assertThat(result(each)).isEqualTo("ended after all"));
    }

    @Test
    void reason_ofATaskThatManyWaitFor_isTold() {
        List<Task<?>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(scheduler.start(ByHand.awaiting(shared)));
        }
        turn();
        shared.cancel("enough");
        turn();
        all.forEach(each -> assertThat(failure(each)).hasMessageContaining("enough"));
    }
}
