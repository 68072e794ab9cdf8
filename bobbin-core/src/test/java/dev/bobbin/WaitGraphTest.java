package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is found to wait for whom, and who is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WaitGraphTest extends ByTurns {
    private final Latch never = Latch.of(1);

    /** A task that does all this by now, as far as it comes. */
    private <T> Task<T> run(ByHand.Step... steps) {
        Task<T> task = scheduler.start(ByHand.of(steps));
        turn();
        return task;
    }

    /** The one circle that there is, which has these tasks and no others. */
    private String circle(Task<?>... tasks) {
        List<String> found = scheduler.deadlocks();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).lines().skip(1).filter(line -> !line.startsWith("\t")))
                .hasSameSizeAs(tasks);
        for (Task<?> task : tasks) {
            assertThat(found.get(0)).contains(task.name() + " waits for ");
        }
        return found.get(0);
    }

    // ---- circles ----------------------------------------------------------------------------------------------------

    @Test
    void twoMutexes_lockedInOppositeOrder() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Latch both = Latch.of(1);

        // when
        Task<?> left = run(s -> a.lock(), s -> both.opened(), s -> b.lock());
        Task<?> right = run(s -> b.lock(), s -> a.lock());
        assertThat(scheduler.deadlocks()).isEmpty();
        both.countDown();
        turn();

        // then
        assertThat(circle(left, right))
                .startsWith(
                        "2 tasks wait for each other in a circle, until one is cancelled or somebody else releases one of the locks:")
                .contains(left.name() + " waits for lock() of Mutex[locked, 1 waiting], which " + right.name() + " has")
                .contains(
                        right.name() + " waits for lock() of Mutex[locked, 1 waiting], which " + left.name() + " has");
    }

    @Test
    void aMutex_lockedTwice() {
        Mutex mutex = Mutex.of();
        Task<?> task = run(s -> mutex.lock(), s -> mutex.lock());
        assertThat(circle(task))
                .startsWith(
                        "A task waits for itself, until it is cancelled or somebody else releases one of the locks:");
    }

    @Test
    void aMutexGrantedByHandOver() {
        // given
        Mutex mutex = Mutex.of();
        assertThat(mutex.tryLock()).isTrue(); // by nobody known

        // when
        Task<?> first = run(s -> mutex.lock(), s -> mutex.lock());
        assertThat(scheduler.deadlocks()).isEmpty();
        mutex.unlock();
        turn();

        // then
        circle(first);
    }

    @Test
    void aMutexGrantedToASelect() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        a.tryLock();

        // when
        Task<?> chooser = run(s -> Select.<Permit>of().on(a.lock(), Async::done), s -> b.lock());
        Task<?> other = run(s -> b.lock(), s -> a.lock());
        a.unlock();
        turn();

        // then
        circle(chooser, other);
    }

    @Test
    void aMutexGotBackAfterASignal() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Condition signal = a.condition();
        Task<?> waiter = run(s -> a.lock(), s -> b.lock(), s -> signal.signalled());
        assertThat(a.isLocked()).isFalse();

        // when
        Task<?> other = run(s -> a.lock(), s -> b.lock());
        assertThat(scheduler.deadlocks()).isEmpty(); // it has only to be signalled
        signal.signal();
        turn();

        // then
        circle(waiter, other);
    }

    @Test
    void aReader_thatWantsToWrite() {
        ReadWriteLock lock = ReadWriteLock.of();
        Task<?> task = run(s -> lock.read(), s -> lock.write());
        assertThat(circle(task)).contains("waits for write() of ReadWriteLock[1 reading, 1 waiting], which ");
    }

    @Test
    void aReader_thatReadsAgainBehindAWriter() {
        // given
        ReadWriteLock lock = ReadWriteLock.of();
        Latch later = Latch.of(1);
        Task<?> reader = run(s -> lock.read(), s -> later.opened(), s -> lock.read());
        Task<?> writer = run(s -> lock.write());

        // when
        later.countDown();
        turn();

        // then
        assertThat(circle(reader, writer))
                .contains(reader.name() + " waits for read() of ReadWriteLock[1 reading, 2 waiting], behind "
                        + writer.name() + ", which waits to write")
                .contains(writer.name() + " waits for write() of ReadWriteLock[1 reading, 2 waiting], which "
                        + reader.name() + " has");
    }

    @Test
    void aTaskAndItsChild_thatAwaitEachOther() {
        // given
        AtomicReference<Task<?>> self = new AtomicReference<>();
        AtomicReference<Task<?>> child = new AtomicReference<>();

        // when
        self.set(scheduler.start(ByHand.of(
                s -> Bobbin.yieldNow(),
                s -> {
                    Scope scope = Scope.open();
                    child.set(scope.spawn(ByHand.awaiting(self.get())));
                    return scope.join();
                },
                s -> done())));
        turn();

        // then
        assertThat(circle(self.get(), child.get()))
                .startsWith("2 tasks wait for each other in a circle, until one is cancelled:")
                .contains(self.get().name() + " waits for join() of its scope, in which "
                        + child.get().name() + " runs")
                .contains(child.get().name() + " waits for " + self.get().name());
    }

    @Test
    void twoTasks_whoseChildrenAwaitTheOther() {
        // given
        AtomicReference<Task<?>> a = new AtomicReference<>();
        AtomicReference<Task<?>> b = new AtomicReference<>();
        List<Task<?>> children = new ArrayList<>();

        // when
        a.set(scheduler.start(joiner(b, children)));
        b.set(scheduler.start(joiner(a, children)));
        turn();

        // then
        circle(a.get(), children.get(0), b.get(), children.get(1));
    }

    private ByHand<?> joiner(AtomicReference<Task<?>> other, List<Task<?>> children) {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> {
            Scope scope = Scope.open();
            IntStream.range(0, 1000).forEach(i -> scope.spawn(ByHand.awaiting(Clock.sleep(Duration.ofHours(1)))));
            children.add(scope.spawn(ByHand.awaiting(other.get())));
            IntStream.range(0, 1000).forEach(i -> scope.spawn(ByHand.awaiting(never.opened())));
            return scope.join();
        });
    }

    @Test
    void partsOfAll_thatAwaitTheWhole() {
        AtomicReference<Task<?>> whole = new AtomicReference<>();
        whole.set(scheduler.start(ByHand.of(
                s -> Bobbin.yieldNow(),
                s -> Async.all(List.of(ByHand.awaiting(done(1)), ByHand.awaiting(whole.get()))))));
        turn();
        assertThat(scheduler.deadlocks()).hasSize(1);
        assertThat(scheduler.deadlocks().get(0)).startsWith("2 tasks").contains("the parts of its all()");
    }

    @Test
    void aMutexLockedTwice_whereALocalIsBound() {
        Local<String> user = Local.of();
        Mutex mutex = Mutex.of();
        run(s -> user.where("Ada", () -> ByHand.of(in -> mutex.lock(), in -> mutex.lock())));
        assertThat(scheduler.deadlocks()).hasSize(1);
        assertThat(scheduler.deadlocks().get(0)).startsWith("A task waits for itself");
    }

    @Test
    void whatALocalIsBoundFor_thatAwaitsTheWhole() {
        Local<String> user = Local.of();
        AtomicReference<Task<?>> whole = new AtomicReference<>();
        whole.set(scheduler.start(ByHand.of(
                s -> Bobbin.yieldNow(), s -> user.where("Ada", () -> ByHand.awaiting(whole.get())))));
        turn();
        assertThat(scheduler.deadlocks()).hasSize(1);
        assertThat(scheduler.deadlocks().get(0))
                .startsWith("2 tasks")
                .contains(whole.get().name() + " waits for its Local.where(), in which ");
    }

    @Test
    void threeTasks_alsoAmongOthers() {
        // given
        Mutex mutex = Mutex.of();
        Channel<Integer> channel = Channel.rendezvous();
        AtomicReference<Task<?>> first = new AtomicReference<>();
        run(s -> never.opened());
        run(s -> Clock.sleep(Duration.ofHours(1)));

        // when
        Task<?> holder = run(s -> mutex.lock(), s -> Bobbin.yieldNow(), s -> channel.receive(), s -> channel.receive());
        first.set(run(s -> channel.send(1), s -> mutex.lock(), s -> channel.send(2)));
        Task<?> behind = run(s -> first.get());
        Task<?> alsoBehind = run(s -> mutex.lock());

        // then
        assertThat(circle(holder, first.get()))
                .startsWith(
                        "2 tasks wait for each other in a circle, until one is cancelled or somebody else releases one of the locks,"
                                + " or uses or closes one of the channels:")
                .contains("waits for receive() of Channel[0 of 0 buffered, 0 sending, 1 receiving], to which only "
                        + first.get().name() + " has sent")
                .doesNotContain(behind.name())
                .doesNotContain(alsoBehind.name());
    }

    @Test
    void twoChannels_eachSentToByTheOther() {
        // given
        Channel<Integer> there = Channel.buffered(1);
        Channel<Integer> back = Channel.buffered(1);

        // when
        Task<?> a = run(s -> there.send(1), s -> back.receive(), s -> back.receive());
        Task<?> b = run(s -> there.receive(), s -> back.send(2), s -> there.receive());

        // then
        circle(a, b);
    }

    @Test
    void twoSenders_whoseReceiversAreTheOther() {
        // given
        Channel<Integer> left = Channel.buffered(1);
        Channel<Integer> right = Channel.buffered(1);

        // when
        Task<?> a = run(s -> left.send(1), s -> right.receive(), s -> left.send(1), s -> left.send(1));
        Task<?> b = run(s -> left.receive(), s -> right.send(1), s -> right.send(1), s -> right.send(1));

        // then
        assertThat(circle(a, b))
                .startsWith(
                        "2 tasks wait for each other in a circle, until one is cancelled or somebody else uses or closes one of the"
                                + " channels:")
                .contains("waits for send() to Channel[1 of 1 buffered, 1 sending, 0 receiving], from which only ");
    }

    @Test
    void twoCircles_areFoundBoth_andOthersBehindAreNot() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();

        // when
        run(s -> a.lock(), s -> a.lock());
        run(s -> b.lock(), s -> b.lock());
        run(s -> a.lock());

        // then
        assertThat(scheduler.deadlocks()).hasSize(2).allMatch(text -> text.startsWith("A task waits for itself"));
    }

    @Test
    void aCircleThatIsCancelled_isNone() {
        Mutex mutex = Mutex.of();
        Task<?> task = run(s -> mutex.lock(), s -> mutex.lock());
        circle(task);
        cancel(task);
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    // ---- no circles -------------------------------------------------------------------------------------------------

    @Test
    void whoWaitsForWhoCanGoOn_isNotInACircle() {
        // given
        Mutex mutex = Mutex.of();
        Task<?> holder = run(s -> mutex.lock(), s -> Clock.sleep(Duration.ofHours(1)));

        // when
        run(s -> mutex.lock());
        run(s -> holder);

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aMutexThatAThreadHas_orOneThatHasEnded() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        run(s -> a.lock()); // ends with it

        // when
        Task<?> left = run(s -> b.lock(), s -> a.lock());
        run(s -> b.lock(), s -> left);

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aMutexReleasedAndTakenByAThread() {
        // given
        Mutex mutex = Mutex.of();
        Task<?> task = run(
                s -> mutex.lock(),
                s -> {
                    ((Permit) s.get()).close();
                    assertThat(Task.running()).isNotNull();
                    return done();
                },
                s -> never.opened(),
                s -> mutex.lock());

        // when
        assertThat(mutex.tryLock()).isTrue();
        never.countDown();
        turn();

        // then
        assertThat(task.isDone()).isFalse();
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aSemaphore_whichAnybodyMayRelease() {
        Semaphore signal = Semaphore.of(1);
        run(s -> signal.acquire(), s -> signal.acquire());
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aReaderThatHasLeft_whileOthersRead() {
        // given
        ReadWriteLock lock = ReadWriteLock.of();
        run(s -> lock.read(), s -> Clock.sleep(Duration.ofHours(1)));
        AtomicReference<Task<?>> writer = new AtomicReference<>();
        Latch later = Latch.of(1);
        run(
                s -> lock.read(),
                s -> {
                    ((Permit) s.get()).close();
                    return later.opened();
                },
                s -> writer.get());

        // when
        writer.set(run(s -> lock.write()));
        later.countDown();
        turn();

        // then: the writer waits for the other one
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aChannelThatOthersUseToo() {
        // given
        Channel<Integer> there = Channel.buffered(1);
        Channel<Integer> back = Channel.buffered(1);
        there.trySend(0); // a thread

        // when
        run(s -> there.send(1), s -> back.receive(), s -> back.receive());
        run(s -> there.receive(), s -> there.receive(), s -> back.send(2), s -> there.receive());

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aChannelThatNobodyHasUsed() {
        Channel<Integer> channel = Channel.rendezvous();
        run(s -> channel.receive());
        run(s -> channel.receive());
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void whatHasATimeLimit_orIsARace() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Mutex c = Mutex.of();

        // when
        run(s -> a.lock(), s -> ByHand.awaiting(a.lock()).timeout(Duration.ofHours(1)));
        run(s -> ByHand.of(t -> b.lock(), t -> b.lock()).timeout(Duration.ofHours(1)));
        run(s -> Async.race(List.of(ByHand.of(t -> c.lock(), t -> c.lock()), Clock.sleep(Duration.ofHours(1)))));
        run(s -> {
            Scope scope = Scope.open().limit(Duration.ofHours(1));
            Mutex mutex = Mutex.of();
            scope.spawn(ByHand.of(t -> mutex.lock(), t -> mutex.lock()));
            return scope.join();
        });
        run(s -> {
            Scope scope = Scope.firstSuccess();
            Mutex mutex = Mutex.of();
            scope.spawn(ByHand.of(t -> mutex.lock(), t -> mutex.lock()));
            return scope.join();
        });

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void bodiesWhoseScopesHaveALimit() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Latch both = Latch.of(1);

        // when
        run(s -> limited(a.lock()), s -> Async.done(Scope.open()), s -> both.opened(), s -> b.lock());
        run(s -> limited(b.lock()), s -> both.opened(), s -> a.lock());
        both.countDown();
        turn();

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    private static <T> Async<T> limited(Async<T> next) {
        Scope.open().limit(Duration.ofHours(1));
        return next;
    }

    @Test
    void aBodyWhoseScopeHasALimit_andOneThatWaitsForIt() {
        // given
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Latch both = Latch.of(1);

        // when
        run(s -> limited(a.lock()), s -> both.opened(), s -> b.lock());
        run(s -> b.lock(), s -> both.opened(), s -> a.lock());
        both.countDown();
        turn();

        // then
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void childrenOfAScope_insideOneThatHasALimit() {
        Mutex mutex = Mutex.of();
        run(s -> limited(done()), s -> {
            Scope scope = Scope.open();
            scope.spawn(ByHand.of(t -> mutex.lock(), t -> mutex.lock()));
            return scope.join();
        });
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aReader_behindAWriterThatHasALimit() {
        // given
        ReadWriteLock lock = ReadWriteLock.of();
        AtomicReference<Task<?>> behind = new AtomicReference<>();
        Latch later = Latch.of(1);
        run(s -> lock.read(), s -> later.opened(), s -> behind.get());
        run(s -> ByHand.awaiting(lock.write()).timeout(Duration.ofHours(1)));

        // when
        behind.set(run(s -> lock.read()));
        later.countDown();
        turn();

        // then: it enters when the writer has left
        assertThat(lock).hasToString("ReadWriteLock[1 reading, 2 waiting]");
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    @Test
    void aSelect_whichHasOtherArms() {
        Mutex mutex = Mutex.of();
        run(
                s -> mutex.lock(),
                s -> Select.<Object>of().on(mutex.lock(), Async::done).on(never.opened(), Async::done));
        assertThat(scheduler.deadlocks()).isEmpty();
    }

    // ---- the walk ---------------------------------------------------------------------------------------------------

    @Test
    void manyChildren_areAllSeen() {
        // given
        int many = 10_000;
        for (int i = 0; i < many; i++) {
            Mutex mutex = Mutex.of();
            scheduler.start(ByHand.of(s -> mutex.lock(), s -> mutex.lock()));
        }
        turn();

        // then
        assertThat(scheduler.deadlocks()).hasSize(many);
    }

    @Test
    void childrenThatLeaveDuringTheWalk() {
        // given
        List<Task<?>> tasks = new ArrayList<>();
        Scope root = new Scope(scheduler.dispatcher(), null, null);
        for (int i = 0; i < 1000; i++) {
            tasks.add(root.spawn(ByHand.awaiting(never.opened())));
        }
        Mutex mutex = Mutex.of();
        turn();

        // when: it is at the 256 youngest, of which the oldest leave, and then all
        WaitGraph graph = new WaitGraph(root);
        assertThat(graph.walk()).isTrue();
        tasks.subList(700, 900).forEach(Task::cancel);
        turn();
        assertThat(graph.walk()).isTrue();
        tasks.forEach(Task::cancel);
        Task<?> stuck = root.spawn(ByHand.of(s -> mutex.lock(), s -> mutex.lock()));
        turn();
        while (graph.walk()) {}

        // then: it begins again
        assertThat(graph.circles()).hasSize(1);
        assertThat(graph.circles().get(0).has(stuck)).isTrue();
    }

    // ---- the finder -------------------------------------------------------------------------------------------------

    @Test
    void aFinder_tellsWhatItMeetsTwice_once() {
        // given
        Scope root = new Scope(scheduler.dispatcher(), null, null);
        Deadlocks finder = new Deadlocks(root, scheduler.dispatcher());
        List<String> log = new ArrayList<>();
        try (Listening listening = Listening.to("dev.bobbin.deadlock", log)) {
            // when
            Mutex mutex = Mutex.of();
            Task<?> task = root.spawn(ByHand.of(s -> mutex.lock(), s -> mutex.lock()));
            turn();
            assertThat(finder.look(1)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
            assertThat(log).isEmpty();
            assertThat(finder.isDue(1)).isTrue();
            finder.look(1);

            // then
            assertThat(log).hasSize(1);
            assertThat(log.get(0)).contains(task.name());
            assertThat(finder.isDue(1)).isFalse();
            finder.look(2);
            finder.look(3);
            assertThat(log).hasSize(1);
        }
    }

    @Test
    void aFinder_doesNotTellWhatHasGone() {
        // given
        Scope root = new Scope(scheduler.dispatcher(), null, null);
        Deadlocks finder = new Deadlocks(root, scheduler.dispatcher());
        List<String> log = new ArrayList<>();
        try (Listening listening = Listening.to("dev.bobbin.deadlock", log)) {
            // when
            Mutex mutex = Mutex.of();
            Task<?> task = root.spawn(ByHand.of(s -> mutex.lock(), s -> mutex.lock()));
            turn();
            finder.look(1);
            mutex.unlock();
            turn();
            finder.look(1);

            // then
            assertThat(task.isDone()).isTrue();
            assertThat(log).isEmpty();
            assertThat(finder.isDue(1)).isFalse();
        }
    }

    @Test
    void aFinder_thatIsHeldUp_tellsWithinASecondAllTheSame() {
        // given: whatever it does takes 60 ms, as the first use of a class may, and of the log
        AtomicLong now = new AtomicLong();
        Scope root = new Scope(scheduler.dispatcher(), null, null);
        Deadlocks finder =
                new Deadlocks(root, scheduler.dispatcher(), () -> now.addAndGet(TimeUnit.MILLISECONDS.toNanos(60)));
        for (int i = 0; i < 1000; i++) {
            root.spawn(ByHand.awaiting(never.opened()));
        }
        List<String> log = new ArrayList<>();
        try (Listening listening = Listening.to("dev.bobbin.deadlock", log)) {
            for (int told = 1; told <= 3; told++) {
                // when
                Mutex mutex = Mutex.of();
                root.spawn(ByHand.of(s -> mutex.lock(), s -> mutex.lock()));
                turn();
                long rested = 0;
                while (log.size() < told) {
                    rested += finder.look(told);
                }

                // then
                assertThat(rested).isLessThan(TimeUnit.MILLISECONDS.toNanos(700));
            }
        }
    }

    @Test
    void aFinder_thatIsNotHeldUp_restsFiftyTimesAsLong() {
        // given: 10 us for some 256 tasks
        AtomicLong now = new AtomicLong();
        Scope root = new Scope(scheduler.dispatcher(), null, null);
        Deadlocks finder =
                new Deadlocks(root, scheduler.dispatcher(), () -> now.addAndGet(TimeUnit.MICROSECONDS.toNanos(10)));
        for (int i = 0; i < 100_000; i++) {
            root.spawn(ByHand.awaiting(never.opened()));
        }
        turn();

        // then
        assertThat(finder.look(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(finder.look(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void anEventLoop_findsItWhileItSleeps_andWhileItIsBusy() {
        for (boolean busy : new boolean[] {false, true}) {
            List<String> log = new ArrayList<>();
            try (Listening listening = Listening.to("dev.bobbin.deadlock", log)) {
                Mutex mutex = Mutex.of();
                Task<?> stuck = run(s -> mutex.lock(), s -> mutex.lock());
                scheduler.run(() -> ByHand.of(s -> untilTold(log, busy)));
                assertThat(log).hasSize(1);
                assertThat(log.get(0)).contains(stuck.name());
                cancel(stuck);
            }
        }
    }

    private static Async<Void> untilTold(List<String> log, boolean busy) {
        return log.isEmpty()
                ? ByHand.of(
                        s -> busy ? Bobbin.yieldNow() : Clock.sleep(Duration.ofMillis(200)), s -> untilTold(log, busy))
                : done();
    }
}
