package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Context;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Children that have ended on a thread which catches up with what it has put off. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeavingTest {
    private final Context context = Context.catchingUp("a thread");
    private final Family family = new Family(Parent.FEW);
    private final Family.Waiter waiter = new Family.Waiter();

    private static List<Task<?>> children(Family of, int n) {
        return Stream.<Task<?>>generate(of::child).limit(n).toList();
    }

    @Test
    void children_ofOneParent_leaveWhenTheThreadCatchesUp() {
        for (int n = 1; n < Parent.FEW; n++) {
            List<Task<?>> children = children(family, n);
            children.forEach(child -> family.end(child, context));
            assertThat(family.count()).isEqualTo(n);
            assertThat(family.running(child -> true)).isEmpty();
            context.catchUp();
            assertThat(family.count()).isZero();
            family.letGoAtLast();
            Family.assertGone(children);
        }
    }

    @Test
    void children_thatAreMany_doNotWaitForThat() {
        List<Task<?>> children = children(family, Parent.FEW);
        children.forEach(child -> family.end(child, context));
        assertThat(family.count()).isZero();
        assertThat(children).allSatisfy(child -> assertThat(child.item()).isNull());
    }

    @Test
    void child_ofAnotherParent_hasThoseOfTheFirstLeave() {
        Family other = new Family(Parent.FEW);
        children(family, 3).forEach(child -> family.end(child, context));
        children(other, 2).forEach(child -> other.end(child, context));
        assertThat(family.count()).isZero();
        assertThat(other.count()).isEqualTo(2);
        context.catchUp();
        assertThat(other.count()).isZero();
    }

    @Test
    void waiter_isTold_whenTheThreadCatchesUp_beforeOrAfterItHasCome() {
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                children(family, before).forEach(child -> family.end(child, context));
                Task<?> elsewhere = family.child();
                List<Task<?>> late = children(family, after);
                assertThat(family.awaitQuiet(waiter, waiter)).isTrue();
                late.forEach(child -> family.end(child, context));
                family.end(elsewhere);
                context.catchUp();
                assertThat(waiter.told.getAndSet(0)).isOne();
            }
        }
    }
}
