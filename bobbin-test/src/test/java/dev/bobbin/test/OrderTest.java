package dev.bobbin.test;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a seed means: an order that is the same each time, and among many seeds those in which errors show. */
@Timeout(60)
class OrderTest {
    private static Async<Void> steps(String name, int steps, StringBuilder trace) {
        for (int i = 0; i < steps; i++) {
            trace.append(name);
            Bobbin.yieldNow().await();
        }
        return done();
    }

    private static String trace(TestScheduler scheduler, int steps) {
        StringBuilder trace = new StringBuilder();
        try (scheduler) {
            scheduler.run(() ->
                    Async.all(List.of(steps("a", steps, trace), steps("b", steps, trace), steps("c", steps, trace))));
        }
        return trace.toString();
    }

    @Test
    void seed_thatOfBefore_givesTheOrderOfBefore() {
        Set<String> traces = new HashSet<>();
        for (long seed = 1; seed <= 100; seed++) {
            String trace = trace(TestScheduler.seeded(seed), 5);
            assertThat(trace(TestScheduler.seeded(seed), 5)).as("seed %d", seed).isEqualTo(trace);
            traces.add(trace);
        }
        assertThat(traces).hasSizeGreaterThan(95);
    }

    @Test
    void seed_onEveryJdk_givesTheSameOrder() {
        assertThat(trace(TestScheduler.seeded(17), 4)).isEqualTo("cacccaaabbbb");
        assertThat(trace(TestScheduler.seeded(25), 4)).isEqualTo("ccccaabbbbaa");
    }

    @Test
    void inOrder_readyTasks_runAsTheyCome() {
        assertThat(trace(TestScheduler.inOrder(), 3)).isEqualTo("abcabcabc");
    }

    @Test
    void seeds_ofAThousand_haveEveryOrderOfFourTasks() {
        Set<String> orders = new HashSet<>();
        TestScheduler.explore(1000, test -> {
            StringBuilder trace = new StringBuilder();
            test.run(() -> Async.all(
                    List.of(steps("a", 1, trace), steps("b", 1, trace), steps("c", 1, trace), steps("d", 1, trace))));
            orders.add(trace.toString());
        });
        assertThat(orders).hasSize(24);
    }

    /** An account without a lock: wrong if others come in between its two halves. */
    private static final class Account {
        int balance;

        Async<Void> add(int amount) {
            int before = balance;
            Bobbin.yieldNow().await();
            balance = before + amount;
            return done();
        }
    }

    private static Async<Void> twoDeposits(Account account) {
        Async.all(List.of(account.add(1), account.add(2))).await();
        return done();
    }

    @Test
    void explore_lostUpdate_namesTheSeedUnderWhichItComesAgain() {
        Throwable failure = null;
        try {
            TestScheduler.explore(1000, OrderTest::deposit);
        } catch (AssertionError e) {
            failure = e;
        }
        assertThat(failure).isNotNull();
        assertThat(failure.getSuppressed()).hasSize(1);
        String note = failure.getSuppressed()[0].toString();
        assertThat(note).matches("under seed \\d+; the same order again: -Dbobbin\\.test\\.seed=\\d+");

        long seed = Long.parseLong(note.replaceAll(".*=", ""));
        try (var test = TestScheduler.seeded(seed)) {
            assertThatThrownBy(() -> deposit(test)).isInstanceOf(AssertionError.class);
        }
        for (long other = 1; other < seed; other++) {
            try (var test = TestScheduler.seeded(other)) {
                deposit(test);
            }
        }
    }

    private static void deposit(TestScheduler test) {
        Account account = new Account();
        test.run(() -> twoDeposits(account));
        assertThat(account.balance).isEqualTo(3);
    }

    /** Its sends need not wait, so tasks that run as they come never come in between. */
    private static final class Audited {
        final Channel<String> audit = Channel.unlimited();
        int balance;

        Async<Void> add(int amount) {
            int before = balance;
            audit.send("add " + amount).await();
            balance = before + amount;
            return done();
        }
    }

    private static Async<Void> twoDeposits(Audited account) {
        Async.all(List.of(account.add(1), account.add(2))).await();
        return done();
    }

    private static void depositAudited(TestScheduler test) {
        Audited account = new Audited();
        test.run(() -> twoDeposits(account));
        assertThat(account.balance).isEqualTo(3);
    }

    @Test
    void explore_operationsThatNeedNotWait_letOthersComeInBetweenToo() {
        try (var test = TestScheduler.inOrder()) {
            depositAudited(test);
        }
        assertThatThrownBy(() -> TestScheduler.explore(100, OrderTest::depositAudited))
                .isInstanceOf(AssertionError.class);
    }

    private static Async<Void> counts(int[] count, int to) {
        while (count[0] < to) {
            count[0]++;
            Bobbin.yieldNow().await();
        }
        return done();
    }

    private static Async<Void> looksLate(int[] count, int[] seen) {
        Bobbin.yieldNow().await();
        seen[0] = count[0];
        return done();
    }

    /** With equal chances at each step this would come up once in two to the power of forty. */
    @Test
    void explore_oneTaskStandsStillWhileAnotherDoesFortySteps_isFound() {
        int[] most = new int[1];
        TestScheduler.explore(1000, test -> {
            int[] count = new int[1];
            int[] seen = new int[1];
            test.run(() -> Async.all(List.of(counts(count, 40), looksLate(count, seen))));
            most[0] = Math.max(most[0], seen[0]);
        });
        assertThat(most[0]).isEqualTo(40);
    }

    @Test
    void explore_withProperties_takesTheirSeedsInstead() {
        List<String> ran = new ArrayList<>();
        Given.property("bobbin.test.seed", "42", () -> {
            TestScheduler.explore(1000, test -> ran.add(test.toString()));
            return ran;
        });
        assertThat(ran).containsExactly("TestScheduler[seed 42, at PT0S]");
        Given.property("bobbin.test.seeds", "3", () -> {
            TestScheduler.explore(1, test -> ran.add(test.toString()));
            return ran;
        });
        assertThat(ran).hasSize(4).last().isEqualTo("TestScheduler[seed 3, at PT0S]");
    }

    @Test
    void explore_withoutASeed_isRefused() {
        assertThatThrownBy(() -> TestScheduler.explore(0, test -> {})).isInstanceOf(IllegalArgumentException.class);
    }
}
