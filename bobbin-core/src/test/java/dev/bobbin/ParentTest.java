package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Context;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParentTest {
    private static final int ROUNDS = 1_000;

    @Test
    void child_thatDepartsWithoutTheMonitor_isCountedAndListedNoMore() {
        Family family = new Family(Parent.FEW);
        List<Task<?>> children = Stream.generate(family::child).limit(40).toList();
        for (int ended = 0; ended < 40; ended++) {
            assertThat(family.count()).isEqualTo(40 - ended);
            assertThat(family.running(child -> true)).isEqualTo(children.subList(ended, 40));
            Task<?>[] read = new Task<?>[64];
            assertThat(family.children(null, read)).isEqualTo(40 - ended);
            assertThat(family.isQuiet()).isFalse();
            family.end(children.get(ended));
        }
        assertThat(family.isQuiet()).isTrue();
        assertThat(family.running(child -> true)).isEmpty();
    }

    @Test
    void waiter_whoeverDepartsLast_isToldOnceThen() {
        for (int most : new int[] {1, 2, 5, Parent.FEW}) {
            for (int before = 0; before < 20; before++) {
                for (int after = 1; after < 20; after++) {
                    Family family = new Family(most);
                    Family.Waiter waiter = new Family.Waiter();
                    List<Task<?>> first =
                            Stream.generate(family::child).limit(before).toList();
                    List<Task<?>> then =
                            Stream.generate(family::child).limit(after).toList();
                    first.forEach(family::end);
                    assertThat(family.awaitQuiet(waiter, waiter)).isTrue();
                    Task<?> late = family.child();
                    then.forEach(family::end);
                    assertThat(waiter.told).hasValue(0);
                    family.end(late);
                    assertThat(waiter.told).hasValue(1);
                    assertThat(family.awaitQuiet(waiter, waiter)).isFalse();
                }
            }
        }
    }

    @Test
    void waiter_whoHasLeft_isNotTold() {
        Family family = new Family(Parent.FEW);
        Family.Waiter waiter = new Family.Waiter();
        Task<?> child = family.child();
        family.awaitQuiet(waiter, waiter);
        family.forgetWaiter(waiter);
        family.end(child);
        assertThat(waiter.told).hasValue(0);
    }

    @Test
    void heir_isTold_whenTheLastHasDeparted() {
        Family outer = new Family(Parent.FEW);
        Family.Waiter waiter = new Family.Waiter();
        Family inner = new Family(Parent.FEW);
        List<Task<?>> orphans = Stream.generate(inner::child).limit(20).toList();
        Task<?> own = outer.child();
        assertThat(inner.leaveTo(outer)).isFalse();
        inner.enter(outer);
        assertThat(inner.leaveTo(outer)).isTrue();
        inner.leaveInVain(outer);
        assertThat(outer.awaitQuiet(waiter, waiter)).isTrue();
        outer.end(own);
        for (Task<?> orphan : orphans) {
            assertThat(waiter.told).hasValue(0);
            inner.end(orphan);
        }
        assertThat(waiter.told).hasValue(1);
    }

    @Test
    void heir_ofThoseWhoHaveAllDeparted_isLeftAtOnce() {
        Family outer = new Family(Parent.FEW);
        Family inner = new Family(Parent.FEW);
        Task<?> orphan = inner.child();
        assertThat(inner.leaveTo(outer)).isFalse();
        inner.enter(outer);
        inner.end(orphan);
        assertThat(inner.leaveTo(outer)).isTrue();
        assertThat(outer.count()).isOne();
        inner.leaveInVain(outer);
        assertThat(outer.count()).isZero();
    }

    @Test
    void departed_fewAtMost_areKept() {
        Family family = new Family(Parent.FEW);
        List<WeakReference<Task<?>>> ended = new ArrayList<>();
        Task<?> kept = family.child();
        family.end(kept);
        for (int i = 0; i < 1000; i++) {
            Task<?> child = family.child();
            ended.add(new WeakReference<>(child));
            family.end(child);
        }
        while (ended.stream().filter(child -> child.get() != null).count() >= Parent.FEW) {
            System.gc();
        }
        assertThat(kept.item()).isNull();
    }

    @Test
    void departed_whenNobodyComesAnyMore_areNotKept() {
        Family family = new Family(Parent.FEW);
        List<Task<?>> children = Stream.generate(family::child).limit(10).toList();
        children.forEach(family::end);
        assertThat(children.stream().filter(child -> child.item() != null)).hasSize(9);
        family.letGoAtLast();
        Family.assertGone(children);
    }

    @Test
    void waiter_whoHasLeftAndComesAgain_isToldOnce() {
        Family family = new Family(Parent.FEW);
        Family.Waiter waiter = new Family.Waiter();
        List<Task<?>> children = Stream.generate(family::child).limit(30).toList();
        for (Task<?> child : children) {
            assertThat(family.awaitQuiet(waiter, waiter)).isTrue();
            family.forgetWaiter(waiter);
            assertThat(family.awaitQuiet(waiter, waiter)).isTrue();
            assertThat(waiter.told).hasValue(0);
            family.end(child);
        }
        assertThat(waiter.told).hasValue(1);
    }

    @Test
    void waiterAndHeir_areBothTold() {
        Family outer = new Family(Parent.FEW);
        Family family = new Family(Parent.FEW);
        Family.Waiter inside = new Family.Waiter();
        Family.Waiter outside = new Family.Waiter();
        List<Task<?>> children = Stream.generate(family::child).limit(3).toList();
        assertThat(family.awaitQuiet(inside, inside)).isTrue();
        family.orphan(outer);
        assertThat(outer.awaitQuiet(outside, outside)).isTrue();
        children.forEach(family::end);
        assertThat(inside.told).hasValue(1);
        assertThat(outside.told).hasValue(1);
    }

    /** Two threads whose children end, and fail, and leave orphans, while a third waits for the last or leaves all to somebody else, who waits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, Parent.FEW})
    void storm_ofDepartures_tellsTheWaiterOnce_whoeverIsLast(int most) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Family outer = new Family(Parent.FEW);
            Family family = new Family(most);
            Family.Waiter waiter = new Family.Waiter();
            CyclicBarrier together = new CyclicBarrier(3);
            Thread one = departing(family, 1 + round % 37, 0, together);
            Thread other = departing(family, 1 + round % 5, 1 + round % 3, together);
            boolean inherits = round % 2 == 0;
            together.await();
            if (inherits) {
                family.orphan(outer);
            }
            Family waited = inherits ? outer : family;
            boolean waits = waited.awaitQuiet(waiter, waiter);
            one.join();
            other.join();
            assertThat(waiter.told).as("round %s", round).hasValue(waits ? 1 : 0);
            assertThat(waited.count()).as("round %s", round).isZero();
        }
    }

    private static Thread departing(Family family, int ending, int failing, CyclicBarrier together) {
        List<Task<?>> children = Stream.generate(family::child).limit(ending).toList();
        List<Task<?>> failures = Stream.generate(family::child).limit(failing).toList();
        Family inner = new Family(2);
        List<Task<?>> orphans = Stream.generate(inner::child).limit(failing).toList();
        inner.orphan(family);
        Context context = ending % 2 == 0 ? new Context("a thread") : Context.catchingUp("a thread");
        Thread thread = new Thread(() -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            children.subList(0, ending / 2).forEach(child -> family.end(child, context));
            failures.forEach(family::fail);
            children.subList(ending / 2, ending).forEach(child -> family.end(child, context));
            orphans.forEach(child -> inner.end(child, context));
            context.catchUp();
        });
        thread.start();
        return thread;
    }
}
