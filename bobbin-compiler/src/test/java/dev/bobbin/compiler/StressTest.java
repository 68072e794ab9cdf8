package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Completer;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coroutines on many workers, with other threads in between; the programs are src/test/resources/stress. {@code
 * -Dbobbin.seed=N} repeats the random choices of a run, though not the threads' timing.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StressTest {
    private static final long SEED = Long.getLong("bobbin.seed", System.nanoTime() & 0xFFFFFF);

    private static final Map<Options, Class<?>> PROGRAMS = new HashMap<>();

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        System.out.println("stress: repeat with -Dbobbin.seed=" + SEED);
        PROGRAMS.putAll(StressPrograms.inEveryForm("Stress"));
    }

    static Stream<Arguments> eightWays() {
        return ways(8);
    }

    static Stream<Arguments> fourWays() {
        return ways(4);
    }

    static Stream<Arguments> twoWays() {
        return ways(2);
    }

    private static Stream<Arguments> ways(int count) {
        return World.models().stream()
                .flatMap(form -> IntStream.range(0, count).mapToObj(way -> Arguments.of(form, way)));
    }

    /** The runtime is the same under every form; the default one gets most of the time. */
    private static int share(int rounds, Options form) {
        return form.equals(Options.defaults()) ? rounds : rounds / 4;
    }

    @ParameterizedTest
    @MethodSource("eightWays")
    void failure_caughtAtTheAwait_isHandedToTheBodyOnce(Options form, int way) throws Throwable {
        assertEachRoundSeesOne(form, "failures", way, 20_000);
    }

    @ParameterizedTest
    @MethodSource("fourWays")
    void failure_thatLeavesTheScope_isThrownOnceAndNotSuppressedIntoItself(Options form, int way) throws Throwable {
        assertEachRoundSeesOne(form, "failuresThatLeave", way, 10_000);
    }

    @ParameterizedTest
    @MethodSource("twoWays")
    void failure_caughtBeforeTheBodyWaitsInAGroup_doesNotDisturbTheGroup(Options form, int way) throws Throwable {
        assertEachRoundSeesOne(form, "failuresBeforeGroups", way, 20_000);
    }

    static Stream<Arguments> formsAndWorkers() {
        return World.models().stream().flatMap(form -> Stream.of(Arguments.of(form, 4), Arguments.of(form, 6)));
    }

    private static void assertEachRoundSeesOne(Options form, String name, int way, int fullRounds) throws Throwable {
        // given
        int rounds = share(fullRounds, form);
        MethodHandle failures = coroutine(form, name, int.class, int.class, AtomicInteger.class);
        AtomicInteger suppressed = new AtomicInteger();
        List<Task<Integer>> tasks = new ArrayList<>();
        int side = 4;

        try (Scheduler scheduler = Scheduler.workers(4)) {
            // when
            for (int k = 0; k < side; k++) {
                Async<Integer> body = (Async<Integer>) failures.invoke(rounds / side, way, suppressed);
                tasks.add(scheduler.start(body));
            }

            // then
            for (Task<Integer> task : tasks) {
                assertThat(scheduler.<Integer>run(() -> task)).isEqualTo(rounds / side);
            }
        }
        assertThat(suppressed).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("formsAndWorkers")
    void cancel_whileTheAwaitedEnds_leavesNobodyWaiting(Options form, int workers) throws Throwable {
        // given: in each round two tasks that many wait for, ended by one thread while another cancels some who wait
        int rounds = share(5_000, form);
        MethodHandle both = coroutine(form, "both", Async.class, Async.class);
        MethodHandle one = coroutine(form, "one", Async.class);
        MethodHandle settled = coroutine(form, "settled", List.class);
        List<Task<Integer>> victims = new ArrayList<>();
        List<Completer<Integer>> completers = new ArrayList<>();
        CyclicBarrier barrier = new CyclicBarrier(3);
        SplittableRandom choices = new SplittableRandom(SEED);
        racer(rounds, barrier, choices.split(), random -> {
            for (Task<Integer> victim : victims) {
                spin(random.nextInt(400));
                victim.cancel();
            }
        });
        racer(rounds, barrier, choices.split(), random -> {
            int first = random.nextInt(2);
            spin(random.nextInt(400));
            completers.get(first).complete(1);
            spin(random.nextInt(400));
            completers.get(1 - first).complete(1);
        });

        try (Scheduler scheduler = Scheduler.workers(workers)) {
            for (int k = 0; k < rounds; k++) {
                // when
                victims.clear();
                completers.clear();
                List<Task<Integer>> bystanders = new ArrayList<>();
                List<Task<Integer>> sources = new ArrayList<>();
                for (int n = 0; n < 2; n++) {
                    Latched latched = new Latched();
                    sources.add(scheduler.start(latched.async));
                    completers.add(latched);
                }
                Task<Integer> a = sources.get(0);
                Task<Integer> b = sources.get(1);
                for (int n = choices.nextInt(1, 4); n > 0; n--) {
                    bystanders.add(scheduler.start((Async<Integer>) one.invoke((Async<?>) a)));
                    victims.add(scheduler.start((Async<Integer>) both.invoke((Async<?>) a, (Async<?>) b)));
                    victims.add(scheduler.start((Async<Integer>) both.invoke((Async<?>) b, (Async<?>) a)));
                    bystanders.add(scheduler.start((Async<Integer>) one.invoke((Async<?>) b)));
                }
                barrier.await(30, TimeUnit.SECONDS);
                barrier.await(30, TimeUnit.SECONDS);

                // then
                Async<Integer> bystanding = (Async<Integer>) settled.invoke(bystanders);
                Async<Integer> cancelled = (Async<Integer>) settled.invoke(victims);
                assertThat(scheduler.<Integer>run(() -> bystanding)).isEqualTo(bystanders.size());
                assertThat(scheduler.<Integer>run(() -> cancelled)).isBetween(0, victims.size());
                assertThat(victims).allMatch(Task::isDone);
            }
        }
    }

    /** A source whose completer is there before anybody awaits it. */
    private static final class Latched implements Completer<Integer> {
        private Completer<? super Integer> completer;
        private Integer early;

        final Async<Integer> async = Async.create(this::started);

        private synchronized void started(Completer<? super Integer> c) {
            completer = c;
            if (early != null) {
                c.complete(early);
            }
        }

        @Override
        public synchronized boolean complete(Integer value) {
            early = value;
            return completer != null && completer.complete(value);
        }

        @Override
        public boolean fail(Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private interface Racing {
        void run(SplittableRandom random);
    }

    private static void racer(int rounds, CyclicBarrier barrier, SplittableRandom random, Racing action) {
        Thread thread = new Thread(() -> {
            try {
                for (int k = 0; k < rounds; k++) {
                    barrier.await();
                    action.run(random);
                    barrier.await();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void spin(int turns) {
        for (int k = 0; k < turns; k++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void run_onAWorker_refusesBeforeTheBodyHasRun() {
        // given
        AtomicInteger ran = new AtomicInteger();
        try (Scheduler scheduler = Scheduler.workers(2)) {
            // when
            Throwable refused = scheduler.run(() -> Async.create(
                    c -> { // its start runs in the coroutine
                        try {
                            scheduler.<Object>run(() -> Async.done(ran.incrementAndGet()));
                            c.complete(null);
                        } catch (IllegalStateException e) {
                            c.complete(e);
                        }
                    }));

            // then: nor does it run later
            assertThat(refused).isInstanceOf(IllegalStateException.class);
            assertThat(refused.getMessage()).contains("await");
            assertThat(scheduler.<Integer>run(() -> Async.done(1))).isEqualTo(1);
            assertThat(ran).hasValue(0);
        }
    }

    @Test
    void run_onAWorkerOfAnotherScheduler_doesNotLoseTheOther() {
        // given
        AtomicInteger ran = new AtomicInteger();
        try (Scheduler outer = Scheduler.workers(1);
                Scheduler inner = Scheduler.workers(1)) {
            // when
            String outcome = outer.run(() -> Async.create(c -> {
                try {
                    inner.<Object>run(() -> Async.done(ran.incrementAndGet()));
                    c.complete("ran");
                } catch (IllegalStateException e) {
                    c.complete("refused");
                }
            }));

            // then
            assertThat(ran).hasValue(outcome.equals("ran") ? 1 : 0);
        }
    }

    private static MethodHandle coroutine(Options form, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findStatic(PROGRAMS.get(form), name, MethodType.methodType(Async.class, parameters));
    }
}
