package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A parent alone: no scope, and children that are never run. */
final class Family extends Parent {
    Family(int most) {
        super(most);
    }

    Task<?> child() {
        Task<?> child = new Spawned<>(Async.done(0));
        child.owner = this;
        synchronized (this) {
            add(child);
        }
        return child;
    }

    /** It ends well, on a thread that puts nothing off. */
    void end(Task<?> child) {
        end(child, new Context(this));
    }

    /** It ends well, on the thread of that context. */
    void end(Task<?> child, Context context) {
        child.publish(7);
        depart(child, context);
    }

    /** It fails: more than one will be told of that, so it goes under the monitor. */
    void fail(Task<?> child) {
        child.publish(8);
        Quiet quiet;
        synchronized (this) {
            quiet = remove(child);
        }
        tell(quiet);
    }

    /** Leaves its children to that one, as the body does that is not to be waited for. */
    void orphan(Family heir) {
        while (!leaveTo(heir)) {
            enter(heir);
        }
        leaveInVain(heir);
        letGoAtLast();
    }

    /** They are linked to nobody any more. */
    static void assertGone(List<Task<?>> children) {
        assertThat(children).allSatisfy(child -> {
            assertThat(child.item()).isNull();
            assertThat(child.older).isNull();
            assertThat(child.younger).isNull();
        });
    }

    synchronized int count() {
        return live();
    }

    synchronized boolean leaveTo(Family heir) {
        return bequeathTo(heir);
    }

    @Override
    protected Object start(Context context) {
        throw new AssertionError("is not awaited");
    }

    /** Counts how often it is told. */
    static final class Waiter extends Awaitable {
        final AtomicInteger told = new AtomicInteger();

        @Override
        protected boolean wakeFrom(Awaitable source) {
            told.incrementAndGet();
            return true;
        }

        @Override
        protected Object start(Context context) {
            throw new AssertionError("is not awaited");
        }
    }
}
