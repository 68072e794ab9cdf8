package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Whereabouts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of {@link AsyncSeq#of}, and its yielder. The body is no task: whoever awaits the next element runs it on, in its own
 * task, up to the next yield. See docs/adr/0011-async-seq.md.
 *
 * <p>How it works: the body's frames are not among those of the consumer, who may go on without it, but have a {@link Context} of
 * their own, whose task is the consumer's. If the body waits for something, the consumer does, with a {@link Within} as the frame in
 * which it called: that one carries what has come, or the reason not to wait, into the body.
 *
 * <p>Belongs to one task at a time; {@link #state} is there to tell who does not keep to that.
 */
final class AsyncGenerator<T> implements AsyncIterator<T>, AsyncYielder<T> {
    private enum State {
        NEW,
        SUSPENDED,
        RUNNING,
        CLOSING,
        ENDED
    }

    private static final Async<Void> YIELDED = new Yielded();

    private final Context context = new Context(this);
    private final Async<Boolean> next = new Next<>(this);
    private final Async<Void> close = new Close<>(this);
    private final Task<?> body;
    private @Nullable T value;
    private volatile State state = State.NEW;

    /** What ends the body when it is closed. */
    private @Nullable Cancelled end;

    /** The wait of the body was given up with the frames of its consumer. */
    private boolean abandoned;

    // What the consumer has open while the body runs.
    private @Nullable Scope scope;
    private int masks;

    AsyncGenerator(AsyncSeqBody<T> body) {
        this.body = new Spawned<>(() -> body.run(this));
        Unawaited.used(this.body); // whether or not an element is awaited
    }

    @Override
    public Async<Boolean> next() {
        return next;
    }

    @Override
    public T value() {
        if (value == null) {
            throw new IllegalStateException("no element: await next() first, and stop when it says false");
        }
        return value;
    }

    @Override
    public Async<Void> close() {
        return close;
    }

    @Override
    public Async<Void> yield(T element) {
        return new Yield<>(this, Objects.requireNonNull(element, "element"));
    }

    /** Whether there is a body to go on with. */
    private synchronized boolean enter(State entered, String what) {
        State before = state;
        if (before == State.RUNNING || before == State.CLOSING) {
            throw new IllegalStateException(what + " of a sequence's iterator while its "
                    + (before == State.RUNNING ? "next()" : "close()")
                    + " is being awaited: it belongs to one coroutine at a time, and its own body cannot use it");
        }
        value = null;
        if (before == State.ENDED || entered == State.CLOSING && before == State.NEW) {
            state = State.ENDED;
            return false;
        }
        state = entered;
        return true;
    }

    private @Nullable Object next(Context consumer) {
        State before = state;
        if (!enter(State.RUNNING, "next()")) {
            return false;
        }
        if (!consumer.spend()) { // the sequence may always have an element
            consumer.suspend(Bobbin.yieldNow());
            push(consumer, new Later<>(this, before));
            return null;
        }
        return begin(consumer);
    }

    private @Nullable Object close(Context consumer) {
        if (!enter(State.CLOSING, "close()")) {
            return null;
        }
        end = new Cancelled("the sequence was closed");
        context.fail(end);
        return begin(consumer);
    }

    /** Runs the body on from where it has yielded. */
    private @Nullable Object begin(Context consumer) {
        Task<?> asking = (Task<?>) consumer.task();
        scope = asking.openedByProgram();
        masks = asking.masks();
        if (abandoned) {
            abandoned = false;
            if (context.failure() == null) {
                context.fail(new Cancelled("the sequence's wait was given up, for want of stack or memory"));
            }
        }
        return proceed(consumer, null);
    }

    /** Runs the body on with what is in its context, or what the source has. */
    private @Nullable Object proceed(Context consumer, @Nullable Awaitable source) {
        Task<?> asking = (Task<?>) consumer.task();
        boolean more = false;
        context.goOnWithTurnOf(consumer);
        try {
            more = body.step(context, asking, source);
        } finally {
            consumer.goOnWithTurnOf(context);
            context.enter(null, null);
            if (!more) {
                value = null;
            }
        }
        if (!more) {
            return ended();
        }
        Awaitable waited = context.takeSource();
        if (waited == YIELDED) {
            scope = null;
            state = State.SUSPENDED;
            return true;
        }
        consumer.suspend(waited);
        push(consumer, new Within<>(this));
        return null;
    }

    private @Nullable Object ended() {
        boolean closing = state == State.CLOSING;
        scope = null;
        state = State.ENDED;
        Throwable failure = context.failure();
        try {
            context.take();
        } catch (Cancelled e) {
            if (!closing || failure != end) {
                throw e;
            }
            Throwable ofCleanUp = Suppressed.ofCleanUp(e);
            if (ofCleanUp != null) {
                throw Rethrow.asIs(ofCleanUp);
            }
        }
        return closing ? null : (Object) false;
    }

    private void push(Context consumer, Frame frame) {
        try {
            consumer.push(frame);
        } catch (StackOverflowError e) { // thrown where the consumer awaits
            abandoned();
            throw e;
        }
    }

    private void abandoned() {
        abandoned = true;
        state = State.SUSPENDED;
    }

    private @Nullable Object yield(T element, Context running) {
        State s = state;
        if (running != context || s == State.CLOSING) {
            throw new IllegalStateException(
                    switch (s) {
                        case CLOSING -> "a yield while the sequence is being closed: nobody takes elements any more";
                        case RUNNING ->
                            "a yield outside of the body of its sequence: in a task that it has spawned, a part of an all() or race(),"
                                    + " the body of another sequence, or in code that Bobbin has not compiled; send such elements to"
                                    + " a channel, and yield what is received there";
                        default -> "a yield outside of the body of its sequence, which does not run";
                    });
        }
        Task<?> asking = (Task<?>) running.task();
        if (asking.openedByProgram() != scope || asking.masks() != masks) {
            throw new IllegalStateException("a yield inside of "
                    + (asking.masks() != masks
                            ? "Async.uncancellable"
                            : "a scope that the body of the sequence has opened")
                    + ": the consumer would go on in it; yield outside, or use merge(), mapAsync() or buffered()");
        }
        value = element;
        return running.suspend(YIELDED);
    }

    /** The next element of a sequence. */
    private static final class Next<T> extends Async<Boolean> {
        private final AsyncGenerator<T> sequence;

        Next(AsyncGenerator<T> sequence) {
            this.sequence = sequence;
        }

        @Override
        protected @Nullable Object start(Context consumer) {
            return sequence.next(consumer);
        }
    }

    private static final class Close<T> extends Async<Void> {
        private final AsyncGenerator<T> sequence;

        Close(AsyncGenerator<T> sequence) {
            this.sequence = sequence;
        }

        @Override
        protected @Nullable Object start(Context consumer) {
            return sequence.close(consumer);
        }
    }

    /** An element on its way. */
    private static final class Yield<T> extends Async<Void> {
        private final AsyncGenerator<T> sequence;
        private final T element;

        Yield(AsyncGenerator<T> sequence, T element) {
            this.sequence = sequence;
            this.element = element;
        }

        @Override
        protected @Nullable Object start(Context running) {
            return sequence.yield(element, running);
        }
    }

    /** What a body that has yielded waits for. Nobody parks on it. */
    private static final class Yielded extends Async<Void> {
        @Override
        protected @Nullable Object start(Context context) {
            throw new IllegalStateException("a yield begins by yield()");
        }
    }

    /** The consumer waits for its turn. */
    private static final class Later<T> extends Frame {
        private final AsyncGenerator<T> sequence;
        private final State before;

        Later(AsyncGenerator<T> sequence, State before) {
            this.sequence = sequence;
            this.before = before;
        }

        @Override
        public void resume(Context consumer) {
            try {
                consumer.take();
            } catch (Throwable t) { // the cancellation: the body is as it was
                sequence.state = before;
                throw Rethrow.asIs(t);
            }
            consumer.result = sequence.begin(consumer);
        }

        @Override
        protected void abandoned() {
            sequence.state = before;
        }
    }

    /** The consumer waits for what the body waits for. */
    static final class Within<T> extends Frame {
        private final AsyncGenerator<T> sequence;

        /** What has woken the consumer, if the body is to ask it for the result. */
        private @Nullable Awaitable source;

        Within(AsyncGenerator<T> sequence) {
            this.sequence = sequence;
        }

        void wokenBy(Awaitable woken) {
            source = woken;
        }

        @Override
        public void resume(Context consumer) {
            Awaitable woken = source;
            source = null;
            try {
                consumer.take();
            } catch (Throwable t) { // thrown where the body waits
                sequence.context.fail(t);
                woken = null;
            }
            consumer.result = sequence.proceed(consumer, woken);
        }

        /** The calls inside, the outermost first. */
        @Override
        public void at(Context asking) {
            List<StackTraceElement> inside = AwaitChain.inside(sequence.body);
            List<StackTraceElement> found = ((Whereabouts) asking.owner()).found();
            for (int i = inside.size() - 1; i >= 0; i--) {
                found.add(inside.get(i));
            }
        }

        @Override
        protected void abandoned() {
            sequence.abandoned();
        }
    }
}
