package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.WokenBy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several events; the others have no effect.
 *
 * <pre>{@code
 * String what = Select.<String>of()
 *         .on(orders.receive(), order -> done("ordered " + order))
 *         .on(offers.send(offer), sent -> done("offered"))
 *         .on(Clock.sleep(Duration.ofSeconds(1)), late -> done("nothing"))
 *         .await();
 * }</pre>
 *
 * <p>An event is something of which nothing has happened as long as it waits: a send or receive of a {@link Channel}, a {@link Broadcast} or its
 * {@link Subscription}, {@link Clock#sleep}, a {@link Task}, {@link Semaphore#acquire}, a lock, {@link Latch#opened}, {@link Barrier#arrive},
 * {@link RateLimiter#acquire}, {@link AsyncIterator#next} of a channel, broadcast or {@link Watch}, what is known already
 * ({@link Async#done(Object)}, {@link Async#failed}), and of sockets without TLS {@code accept}, {@code read}, {@code write}, and {@code receive} and
 * {@code send} of datagrams. Anything else, a coroutine or {@code x.timeout(d)} say, would be left half done if another event came first: spawn
 * it, and select on its {@code Task}.
 *
 * <p>If several are ready, each is as likely to be taken as any other ready one; {@link #biased} prefers the first. The handler of the event taken runs in the
 * awaiting coroutine and may suspend; what it returns is the select's result. A failure of an event, a closed channel say, is
 * thrown as if that had been awaited.
 *
 * <p>It may be awaited again, by one coroutine at a time, if its events may; sleeps begin anew, and what is sent is sent again. A cancellation while it waits means
 * that no event was taken.
 *
 * <p>How it works: it looks at all arms; if none is ready it enlists all of them and parks. {@link #state} says who decides: whoever
 * takes it from WAITING to an arm has taken that arm's event, and wakes the task; a cancellation takes it to STOPPED. Two selects
 * may be each other's partners at a channel, so the arms at channels are enlisted together, under the locks of all those channels,
 * taken in one order, as Go does it: nobody claims a select that has looked at only some of its arms.
 */
public final class Select<R extends @Nullable Object> extends Async<R> {
    /** How many arms are told. */
    private static final int SHOWN = 5;

    private static final Arm[] NO_ARMS = {};
    private static final Channel<?>[] NO_CHANNELS = {};
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Select.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What {@link #state} is while arms may be claimed. */
    private static final Object WAITING = new Object();
    /** ... once the task has a reason to wait no longer. */
    private static final Object STOPPED = new Object();
    /** ... while the task looks at the arms. */
    private static final Object LOOKING = new Object();
    /** ... while it waits for its turn. */
    private static final Object LATER = new Object();

    /** Null, or still STOPPED: nobody awaits it. An arm: the one that was taken. */
    private volatile @Nullable Object state;

    private Arm[] arms = NO_ARMS;
    private Channel<?>[] channels = NO_CHANNELS; // each once, in their order
    private boolean enlisted;
    private boolean biased;
    private int random = ThreadLocalRandom.current().nextInt() | 1;
    private @Nullable AsyncSupplier<? extends R> otherwise;
    private volatile @Nullable Task<?> task;

    private Select() {}

    /** A select without arms; add one with {@link #on} for each event. */
    public static <R extends @Nullable Object> Select<R> of() {
        return new Select<>();
    }

    /**
     * Adds an arm.
     *
     * @param event what to wait for
     * @param then is called with its result if this event is taken
     * @throws IllegalArgumentException if the event is a computation that another event would leave half done: spawn it, and select on
     *     its {@link Task}; or an arrival at a barrier where the select arrives already
     * @throws IllegalStateException if the select is being awaited, or the event is for one use and has had that: see {@link Async}
     */
    public <T extends @Nullable Object, S extends R> Select<R> on(Async<T> event, AsyncFunction<? super T, S> then) {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(then, "then");
        requireIdle();
        requireSelectable(event);
        requireOneArrival(event);
        Once.reserved(event);
        Unawaited.used(event);
        Arm arm;
        if (event instanceof Receiving<?, ?> receive) {
            arm = new Arm.Receives<>(this, receive, then);
            add(receive.channel);
        } else if (event instanceof Send<?> send) {
            arm = new Arm.Sends<>(this, send, then);
            add(send.channel);
        } else if (event instanceof Sleep sleep) {
            arm = new Arm.Sleeps(this, sleep, then);
        } else {
            arm = new Arm.Waits(this, event, then);
        }
        arms = Arrays.copyOf(arms, arms.length + 1);
        arms[arms.length - 1] = arm;
        return this;
    }

    private static void requireSelectable(Async<?> event) {
        if (!(event instanceof Send || event instanceof Sleep || Abi.isSelectable(event))) {
            String instead = event instanceof Condition.Wait
                    ? " would give the mutex back and have to take it again for an event that is not taken. Wait for it in a task that locks the mutex itself,"
                            + " and select on that Task"
                    : event instanceof Join
                            ? " belongs to the coroutine that opened the scope, which waits for nothing else then. Select on the Tasks that the scope has"
                                    + " spawned: on(task, ...)"
                            : " would be left half done by a select that takes another one. Spawn it in a scope, and select on the Task: on(scope.spawn(...), ...)";
            throw new IllegalArgumentException(Abi.what(event) + " is no event: it" + instead);
        }
    }

    /** A second one would be the one that the first waits for. */
    private void requireOneArrival(Async<?> event) {
        for (Arm arm : arms) {
            if (event instanceof Barrier.Arrive && arm instanceof Arm.Waits waits && waits.isFor(event)) {
                throw new IllegalArgumentException(
                        Abi.what(event) + " is an arm of this select already: a coroutine arrives once");
            }
        }
    }

    /** If several events are ready, the one is taken that was added first. */
    public Select<R> biased() {
        requireIdle();
        biased = true;
        return this;
    }

    /** If no event is ready it does not wait: this is called instead. There was a moment then at which none of its channels was ready. */
    public <S extends R> Select<R> orElse(AsyncSupplier<S> none) {
        requireIdle();
        otherwise = Objects.requireNonNull(none, "none");
        return this;
    }

    private void requireIdle() {
        if (state != null && state != STOPPED) {
            throw new IllegalStateException("the select is being awaited");
        }
    }

    /** Keeps {@link #channels} in their order, each once. */
    private void add(Channel<?> channel) {
        long order = channel.order();
        int at = 0;
        while (at < channels.length && channels[at].order() < order) {
            at++;
        }
        if (at < channels.length && channels[at] == channel) {
            return;
        }
        Channel<?>[] more = Arrays.copyOf(channels, channels.length + 1);
        System.arraycopy(channels, at, more, at + 1, channels.length - at);
        more[at] = channel;
        channels = more;
    }

    // ---- as a source ------------------------------------------------------------------------------------------------

    @Override
    protected @Nullable Object start(Context context) {
        if (arms.length == 0 && otherwise == null) {
            throw new IllegalStateException("a select without events would wait for ever: add one with on()");
        }
        if (!STATE.compareAndSet(this, null, LOOKING)) {
            if (!STATE.compareAndSet(this, STOPPED, LOOKING)) {
                throw new IllegalStateException("the select is being awaited by another coroutine");
            }
            for (Arm arm : arms) {
                arm.beginAnew();
            }
        }
        task = (Task<?>) context.task();
        if (context.spend()) {
            return look(context);
        }
        state = LATER;
        return context.suspend(this);
    }

    /** Takes an event that is ready, or has the task wait. */
    private @Nullable Object look(Context context) {
        Arm taken = null;
        Object result = null;
        context.spendNothing(
                true); // an arm is ready or not: it must not wait for a turn that the select has been given
        try {
            do {
                for (int i = 0; i < arms.length && taken == null; i++) {
                    Arm arm = next(i);
                    result = arm.poll(context);
                    taken = result == Arm.NOT_READY ? null : arm;
                }
            } while (taken == null && otherwise != null && arms.length > 1 && isReadyAtChannels());
            if (taken == null && otherwise == null) {
                return context.suspend(this);
            }
        } catch (Throwable t) { // the failure of an event
            end();
            throw t;
        } finally {
            context.spendNothing(false);
        }
        end();
        return taken == null ? handle(context, null, null) : handle(context, taken, result);
    }

    /** One of those from {@code i} on, each as likely as another; the next one if biased. */
    private Arm next(int i) {
        Arm arm = arms[i];
        int left = arms.length - i;
        if (biased || left == 1) {
            return arm;
        }
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        int other = i + (int) ((random & 0xFFFFFFFFL) * left >>> 32);
        arms[i] = arms[other];
        arms[other] = arm;
        return arms[i];
    }

    private @Nullable Object handle(Context context, @Nullable Arm taken, @Nullable Object result) {
        Async<?> rest;
        try {
            rest = taken == null ? Objects.requireNonNull(otherwise).get() : taken.handle(result);
        } catch (Exception e) { // the handler's, for the awaiting coroutine
            throw Rethrow.asIs(e);
        }
        return Abi.tail(rest, context, "the handler of a select");
    }

    @Override
    protected String what() {
        return "a select";
    }

    @Override
    protected boolean park(Awaitable waiting) {
        if (state == LATER) {
            ((Task<?>) waiting).yieldTo();
            return true;
        }
        enlisted = true;
        try {
            if (!enlistAtChannels()) {
                return false;
            }
            for (Arm arm : arms) {
                if (!arm.enlist() && claim(arm)) {
                    return false;
                }
            }
        } catch (Throwable t) { // of an event that cannot be waited for
            if (state == LOOKING || STATE.compareAndSet(this, WAITING, LOOKING)) {
                end();
                throw t;
            }
        }
        return true; // whoever claims it wakes the task
    }

    /** Whether one is worth another try: they were looked at one by one, and elements may have moved meanwhile. */
    private boolean isReadyAtChannels() {
        int locked = 0;
        try {
            for (; locked < channels.length; locked++) {
                channels[locked].lock();
            }
            return isReadyLocked();
        } finally {
            unlockChannels(locked);
        }
    }

    /** Looks at channels a last time, and waits; false if one is ready. */
    private boolean enlistAtChannels() {
        int locked = 0;
        try {
            for (; locked < channels.length; locked++) {
                channels[locked].lock();
            }
            if (isReadyLocked()) {
                return false;
            }
            state = WAITING;
            for (Arm arm : arms) {
                if (arm instanceof Arm.OfChannel of) {
                    of.enlistLocked();
                }
            }
            return true;
        } finally {
            unlockChannels(locked);
        }
    }

    private boolean isReadyLocked() {
        for (Arm arm : arms) {
            if (arm instanceof Arm.OfChannel of && of.isReady()) {
                return true;
            }
        }
        return false;
    }

    private void unlockChannels(int locked) {
        for (int i = locked - 1; i >= 0; i--) {
            channels[i].unlock();
        }
    }

    /** Takes the arm's event, unless another's was taken or the task is not to wait. */
    boolean claim(Arm arm) {
        return state == WAITING && STATE.compareAndSet(this, WAITING, arm);
    }

    /** Whether arms may be claimed. */
    boolean isWaiting() {
        return state == WAITING;
    }

    /** For whoever has claimed an arm. May come late, for another wait, which then goes on. */
    void wakeTask() {
        Task<?> waiting = task;
        if (waiting != null) {
            Abi.wake(waiting, this);
        }
    }

    Dispatcher dispatcher() {
        return Objects.requireNonNull(task).dispatcher();
    }

    /** For the {@link WaitGraph}: who has to bring its events, the last of all. */
    WokenBy wokenBy() {
        WokenBy last = WokenBy.TASKS;
        for (Arm arm : arms) {
            WokenBy by = arm.wokenBy();
            if (by.compareTo(last) > 0) {
                last = by;
            }
        }
        return last;
    }

    /** What it waits for, of many arms the first. */
    @Override
    public String toString() {
        Arm[] all = arms;
        String some = Arrays.stream(all).limit(SHOWN).map(Arm::toString).collect(Collectors.joining(", "));
        return "a select over " + all.length + (all.length == 1 ? " arm" : " arms")
                + (all.length == 0 ? "" : ": " + some)
                + (all.length > SHOWN ? " and " + (all.length - SHOWN) + " more" : "");
    }

    /** Who awaits it; null if nobody does. */
    @Nullable
    Task<?> task() {
        return task;
    }

    @Override
    protected @Nullable Object wake(Context context) {
        Object s = state;
        if (s == WAITING && !STATE.compareAndSet(this, WAITING, LOOKING)) {
            s = state; // claimed after all
        }
        delist(s);
        if (s instanceof Arm taken) {
            taken.claimed();
            Object result;
            try {
                result = taken.take(context);
            } catch (Throwable t) { // the failure of an event
                end();
                throw t;
            }
            if (result != Arm.NOT_READY) {
                end();
                return handle(context, taken, result);
            }
        }
        state = LOOKING;
        return look(context);
    }

    /** No event is waited for any longer; the one that was taken has left its queue. */
    private void delist(@Nullable Object taken) {
        for (Arm arm : arms) {
            if (arm != taken && (enlisted || arm instanceof Arm.Waits)) {
                arm.delist();
            }
        }
        enlisted = false;
    }

    /** It may be awaited again. */
    private void end() {
        delist(null);
        for (Arm arm : arms) {
            arm.reset();
        }
        task = null;
        state = null;
    }

    /** Once it is STOPPED no event is taken. */
    @Override
    protected boolean stopWaiting() {
        Object s = state; // once: it may be claimed at any moment
        return s == WAITING ? STATE.compareAndSet(this, WAITING, STOPPED) || state == STOPPED : !(s instanceof Arm);
    }

    /** What {@link #stopWaiting} was called for is over, so whoever waits now looks again. */
    void stoppedInVain() {
        if (state == STOPPED) {
            wakeTask();
        }
    }

    /** The task is cancelled; or has to wait on after all, and looks again. */
    @Override
    protected void forget(Awaitable forgetting) {
        delist(null);
        state = STOPPED;
    }
}
