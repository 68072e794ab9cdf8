package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One rule for every operation: it took effect and returns, or it is cancelled and did not. docs/cancellation.md has them all.
 *
 * <p>An operation that waits several times is cancelled at each of them. {@code -Dcancellation.seeds=N} races each so often; CI does so
 * 10,000 times.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancellationTest {
    private static final int SEEDS = Integer.getInteger("cancellation.seeds", 10_000);

    private static final class Receive implements Wait {
        private final Channel<String> channel = Channel.rendezvous();
        private final boolean selects;
        private volatile boolean sent;

        Receive(boolean selects) {
            this.selects = selects;
        }

        @Override
        public Async<?> operation() {
            return selects
                    ? Select.<String>of()
                            .on(channel.receive(), Async::done)
                            .on(Channel.<String>rendezvous().receive(), Async::done)
                    : channel.receive();
        }

        @Override
        public void complete() {
            sent = channel.trySend("x");
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(returned).isEqualTo(sent);
            assertThat(result).isEqualTo(sent ? "x" : null);
            assertThat(channel).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        }
    }

    private static final class Iterate implements Wait {
        private final Channel<String> channel = Channel.buffered(1);
        private final AsyncIterator<String> it = channel.iterator();

        @Override
        public Async<?> operation() {
            return it.next();
        }

        @Override
        public void complete() {
            assertThat(channel.trySend("x")).isTrue();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(channel.tryReceive()).isEqualTo(returned ? Optional.empty() : Optional.of("x"));
            if (returned) {
                assertThat(it.value()).isEqualTo("x");
            }
            assertThat(channel).hasToString("Channel[0 of 1 buffered, 0 sending, 0 receiving]");
        }
    }

    private static final class Send implements Wait {
        private final Channel<String> channel = Channel.rendezvous();
        private final boolean selects;
        private volatile Optional<String> received = Optional.empty();

        Send(boolean selects) {
            this.selects = selects;
        }

        @Override
        public Async<?> operation() {
            return selects ? Select.<Void>of().on(channel.send("x"), Async::done) : channel.send("x");
        }

        @Override
        public void complete() {
            received = channel.tryReceive();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(received).isEqualTo(returned ? Optional.of("x") : Optional.empty());
            assertThat(channel).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        }
    }

    private static final class Acquire implements Wait {
        private final Semaphore semaphore = Semaphore.of(3);
        private final int wanted;
        private final boolean selects;

        Acquire(int wanted, boolean selects) {
            this.wanted = wanted;
            this.selects = selects;
            semaphore.tryAcquire(3);
        }

        @Override
        public Async<?> operation() {
            return selects ? Select.<Permit>of().on(semaphore.acquire(wanted), Async::done) : semaphore.acquire(wanted);
        }

        @Override
        public void complete() {
            semaphore.release(3);
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(semaphore.available()).isEqualTo(returned ? 3 - wanted : 3);
            if (returned) {
                ((Permit) result).close();
            }
            assertThat(semaphore).hasToString("Semaphore[3 of 3 free, 0 waiting]");
        }
    }

    private static final class Lock implements Wait {
        private final Mutex mutex = Mutex.of();

        Lock() {
            mutex.tryLock();
        }

        @Override
        public Async<?> operation() {
            return mutex.lock();
        }

        @Override
        public void complete() {
            mutex.unlock();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(mutex.isLocked()).isEqualTo(returned);
            if (returned) {
                ((Permit) result).close();
            }
            assertThat(mutex).hasToString("Mutex[free, 0 waiting]");
        }
    }

    private static final class Open implements Wait {
        private final Latch latch = Latch.of(1);

        @Override
        public Async<?> operation() {
            return latch.opened();
        }

        @Override
        public void complete() {
            latch.countDown();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(latch.count()).isZero();
        }
    }

    private static final class Callback implements Wait {
        private final AtomicReference<Completer<String>> completer = new AtomicReference<>();

        @Override
        public Async<?> operation() {
            return Async.create(completer::set);
        }

        @Override
        public void complete() {
            assertThat(completer.get().complete("x")).isTrue();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? "x" : null);
        }
    }

    private final HandClock clock = new HandClock();
    private final Scheduler scheduler = new Scheduler(clock);

    static Stream<Arguments> waits() {
        return Stream.of(ownWaits(), PartWaits.all(), MeetingWaits.all(), SeqWaits.all())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> ownWaits() {
        return Stream.of(
                wait("Channel.receive", () -> new Receive(false)),
                wait("Select, receive", () -> new Receive(true)),
                wait("AsyncIterator.next", Iterate::new),
                wait("Channel.send", () -> new Send(false)),
                wait("Select, send", () -> new Send(true)),
                wait("Semaphore.acquire", () -> new Acquire(1, false)),
                wait("Semaphore.acquire of 2", () -> new Acquire(2, false)),
                wait("Select, acquire of 2", () -> new Acquire(2, true)),
                wait("Mutex.lock", Lock::new),
                wait("Latch.opened", Open::new),
                wait("Async.create", Callback::new));
    }

    static Arguments wait(String name, Supplier<Wait> made) {
        return Arguments.of(name, made);
    }

    /** What a task came to. */
    private record Outcome(boolean returned, Object result) {}

    private Outcome outcome(Task<?> task) {
        try {
            return new Outcome(true, scheduler.run(() -> task));
        } catch (CancellationException e) {
            return new Outcome(false, null);
        }
    }

    /** It waits, having been let go on so often. */
    private Task<?> waiting(Wait wait, int before) {
        wait.on(scheduler, clock);
        Task<?> task = scheduler.start(ByHand.awaiting(wait.operation()));
        scheduler.run(Bobbin::yieldNow);
        for (int i = 0; i < before; i++) {
            wait.complete();
            scheduler.run(Bobbin::yieldNow);
        }
        assertThat(task.isDone()).isFalse();
        return task;
    }

    private void complete(Wait wait, int times) {
        for (int i = 0; i < times; i++) {
            wait.complete();
            scheduler.run(Bobbin::yieldNow);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void cancelledWhileItWaits_hasNoEffect(String name, Supplier<Wait> made) {
        for (int before = 0; before < made.get().steps(); before++) {
            // given
            Wait wait = made.get();
            Task<?> task = waiting(wait, before);

            // when
            assertThat(task.cancel()).isTrue();

            // then
            Outcome outcome = wait.endsFirst() ? null : outcome(task);
            complete(wait, wait.steps() - before);
            if (outcome == null) {
                outcome = outcome(task);
            } else {
                assertThat(outcome.returned()).isFalse();
            }
            wait.check(outcome.returned(), outcome.result());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void cancelledBeforeItIsReached_hasNoEffect(String name, Supplier<Wait> made) {
        // given
        Wait wait = made.get();
        wait.on(scheduler, clock);
        Task<?> task = scheduler.start(ByHand.awaiting(wait.operation()));

        // when
        assertThat(task.cancel()).isTrue();

        // then
        Outcome outcome = wait.endsFirst() ? null : outcome(task);
        if (!(wait instanceof Callback callback) || callback.completer.get() != null) {
            complete(wait, wait.steps());
        }
        if (outcome == null) {
            outcome = outcome(task);
        } else {
            assertThat(outcome.returned()).isFalse();
        }
        wait.check(outcome.returned(), outcome.result());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void cancelledAfterItWasLetGoOn_returns(String name, Supplier<Wait> made) {
        // given
        Wait wait = made.get();
        Task<?> task = waiting(wait, wait.steps() - 1);

        // when
        wait.complete();
        task.cancel();

        // then
        Outcome outcome = outcome(task);
        if (wait.returnsOnceLetGo()) {
            assertThat(outcome.returned()).isTrue();
        }
        wait.check(true, outcome.result());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void cancelledWhileItIsLetGoOn_isOneOrTheOther(String name, Supplier<Wait> made) throws Exception {
        long seed = Long.getLong("cancellation.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        AtomicReference<Task<?>> next = new AtomicReference<>();
        CyclicBarrier together = new CyclicBarrier(2);
        Thread canceller = new Thread(() -> {
            SplittableRandom own = new SplittableRandom(seed + 1);
            for (int i = 0; i < SEEDS; i++) {
                await(together);
                spin(own.nextInt(100));
                next.get().cancel();
                await(together);
            }
        });
        canceller.start();
        int returned = 0;
        for (int i = 0; i < SEEDS; i++) {
            Wait wait = made.get();
            Task<?> task = waiting(wait, wait.steps() - 1);
            next.set(task);
            await(together);
            spin(random.nextInt(100));
            wait.complete();
            Outcome outcome = outcome(task);
            await(together);
            wait.check(outcome.returned(), outcome.result());
            returned += outcome.returned() ? 1 : 0;
        }
        canceller.join();
        System.out.printf("%s: %d of %d returned, seed %d%n", name, returned, SEEDS, seed);
    }

    /** It suspends only to let others run, and is ready at once. */
    @Test
    void yieldCancelledBeforeItsTurn_hasNotReturned() {
        AtomicReference<Task<?>> yields = new AtomicReference<>();

        scheduler.run(() -> ByHand.of(
                start -> {
                    yields.set(scheduler.start(ByHand.awaiting(Bobbin.yieldNow())));
                    return Bobbin.yieldNow();
                },
                itsTurnIsNext -> {
                    assertThat(yields.get().cancel()).isTrue();
                    return Async.done();
                }));

        assertThat(outcome(yields.get()).returned()).isFalse();
    }

    @Test
    void everyOperationOfTheTable_isHereOrIsTheRuntimes() throws Exception {
        Path root = Path.of(System.getProperty("bobbin.root"));
        Set<String> runtime = new TreeSet<>(List.of("Blocking", "Bridge")); // of which bobbin-loom's tests cancel many
        for (String line : Files.readAllLines(root.resolve("bobbin-runtime/api.txt"))) {
            runtime.add(line.substring(0, line.indexOf(' ')).replaceFirst(".*\\.", ""));
        }
        Set<String> table = new TreeSet<>();
        Pattern row = Pattern.compile("\\| `((\\w+)[.\\w]*)` \\| (.+) \\|");
        for (String line : Files.readAllLines(root.resolve("docs/cancellation.md"))) {
            Matcher found = row.matcher(line);
            if (found.matches()
                    && !runtime.contains(found.group(2))
                    && !found.group(3).equals("never waits")) {
                table.add(found.group(1));
            }
        }

        Set<String> here = new TreeSet<>(List.of("Bobbin.yieldNow"));
        waits().forEach(wait -> here.add(wait.get()[0].toString().split("[ ,]")[0]));
        assertThat(here).containsExactlyElementsOf(table);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) { // the other has failed
            throw new AssertionError(e);
        }
    }
}
