package dev.bobbin.test;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as JUnit does, and looks at what it has been told. */
@Timeout(60)
class CoroutineTestTest {
    private static final List<String> LOG = new ArrayList<>();
    private static final Set<Object> INSTANCES = new HashSet<>();

    private static final class Told implements TestExecutionListener, LauncherDiscoveryListener {
        final List<String> passed = new ArrayList<>();
        final List<String> failed = new ArrayList<>();
        final List<String> aborted = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        final List<String> issues = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failures::add);
            if (test.isTest()) {
                List<String> alike = switch (result.getStatus()) {
                    case SUCCESSFUL -> passed;
                    case ABORTED -> aborted;
                    case FAILED -> failed;
                };
                alike.add(test.getDisplayName());
            }
        }

        @Override
        public void issueEncountered(UniqueId engine, DiscoveryIssue issue) {
            issues.add(issue.message());
        }
    }

    private static Told run(Class<?> test) {
        LOG.clear();
        INSTANCES.clear();
        Told told = new Told();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .listeners(told)
                                .build(),
                        told);
        return told;
    }

    static final class Sound {
        private int before;

        @BeforeEach
        void count() {
            before++;
        }

        private static Async<Void> sleeps() {
            Clock.sleep(Duration.ofDays(365)).await();
            return done();
        }

        @CoroutineTest(seeds = 5)
        void aYear(TestInfo info, TestScheduler test) {
            INSTANCES.add(this);
            test.run(() -> sleeps());
            LOG.add(info.getDisplayName() + ", " + before + ", " + test.now().toDays());
        }
    }

    @Test
    void seeds_ofATest_areTestsOfTheirOwnWithAFreshInstance() {
        Told told = run(Sound.class);

        assertThat(told.passed).containsExactly("seed 1", "seed 2", "seed 3", "seed 4", "seed 5");
        assertThat(told.failures).isEmpty();
        assertThat(LOG).hasSize(5).allMatch(line -> line.matches("seed \\d, 1, 365"));
        assertThat(INSTANCES).hasSize(5);
    }

    @Test
    void seeds_byProperty_replaceThoseOfTheTest() {
        assertThat(Given.property("bobbin.test.seed", "99", () -> run(Sound.class)).passed)
                .containsExactly("seed 99");
        assertThat(Given.property("bobbin.test.seeds", "2", () -> run(Sound.class)).passed)
                .containsExactly("seed 1", "seed 2");
    }

    static final class Racy {
        private int last;

        private Async<Void> write(int value) {
            Bobbin.yieldNow().await();
            last = value;
            return done();
        }

        @CoroutineTest(seeds = 1000)
        void lastIsLast(TestScheduler test) {
            test.run(() -> Async.all(List.of(write(1), write(2), write(3))));
            assertThat(last).isEqualTo(3);
        }
    }

    @Test
    void failure_underASeed_isTheLastAndNamesTheSeed() {
        Told told = run(Racy.class);

        assertThat(told.failed).hasSize(1);
        String seed = told.failed.get(0).replace("seed ", "");
        assertThat(told.passed).hasSize(Integer.parseInt(seed) - 1);
        assertThat(told.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(note -> assertThat(note)
                                .hasToString(
                                        "under seed " + seed + "; the same order again: -Dbobbin.test.seed=" + seed)));
        Told again = Given.property("bobbin.test.seed", seed, () -> run(Racy.class));
        assertThat(again.failed).containsExactly("seed " + seed);
        assertThat(again.passed).isEmpty();
    }

    static final class Assuming {
        @CoroutineTest(seeds = 4)
        void onlyOddOnes(TestInfo info, TestScheduler test) {
            assumeTrue(info.getDisplayName().matches("seed [13]"));
            LOG.add(info.getDisplayName());
        }
    }

    @Test
    void assumption_thatDoesNotHoldUnderASeed_skipsThatSeedOnly() {
        Told told = run(Assuming.class);

        assertThat(told.aborted).containsExactly("seed 2", "seed 4");
        assertThat(told.passed).containsExactly("seed 1", "seed 3");
        assertThat(LOG).containsExactly("seed 1", "seed 3");
        assertThat(told.failures)
                .allSatisfy(assumption -> assertThat(assumption.getSuppressed()).isEmpty());
    }

    abstract static class FailingAround {
        static void fail(String where, TestInfo info) {
            if (info.getDisplayName().equals("seed 2")) {
                throw new IllegalStateException(where);
            }
        }

        @CoroutineTest(seeds = 4)
        void nothing(TestInfo info, TestScheduler test) {
            LOG.add(info.getDisplayName());
        }
    }

    static final class FailingBefore extends FailingAround {
        @BeforeEach
        void before(TestInfo info) {
            fail("before", info);
        }
    }

    static final class FailingAfter extends FailingAround {
        @AfterEach
        void after(TestInfo info) {
            fail("after", info);
        }
    }

    static final class FailingToBeMade extends FailingAround {
        FailingToBeMade() {
            if (LOG.size() == 1) { // one seed has run
                throw new IllegalStateException("made");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {FailingBefore.class, FailingAfter.class, FailingToBeMade.class})
    void failure_aroundTheTest_isTheLastAndNamesTheSeedOnce(Class<?> test) {
        Told told = run(test);

        assertThat(told.passed).containsExactly("seed 1");
        assertThat(told.failed).containsExactly("seed 2");
        assertThat(told.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .hasToString("under seed 2; the same order again: -Dbobbin.test.seed=2"));
    }

    static final class Leaving {
        private static Async<Integer> waits(Channel<Integer> channel) {
            return done(channel.receive().await());
        }

        @CoroutineTest
        void leaves(TestScheduler test) {
            test.start(waits(Channel.rendezvous()));
        }
    }

    @Test
    void task_leftRunning_failsTheTest() {
        Told told = run(Leaving.class);

        assertThat(told.failed).containsExactly("seed 1");
        assertThat(told.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("left running at the end of the test")
                        .hasMessageContaining("Leaving.waits@"));
    }

    static final class WithoutScheduler {
        @CoroutineTest
        void nothing() {}
    }

    @Test
    void test_withoutAScheduler_failsWithTheRemedy() {
        Told told = run(WithoutScheduler.class);

        assertThat(told.passed).isEmpty();
        assertThat(told.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining(
                                "WithoutScheduler.nothing: @CoroutineTest without a scheduler to run on"));
    }

    static final class Returning {
        @CoroutineTest
        Async<Void> returned(TestScheduler test) {
            LOG.add("ran");
            return done();
        }
    }

    /** What the documentation says of such methods: JUnit warns and does not run them. */
    @Test
    void test_thatReturnsAnAsync_isWarnedOfByJUnit() {
        Told told = run(Returning.class);

        assertThat(told.issues)
                .anySatisfy(issue ->
                        assertThat(issue).contains("Returning.returned").contains("must not return a value"));
        assertThat(LOG).isEmpty();
    }
}
