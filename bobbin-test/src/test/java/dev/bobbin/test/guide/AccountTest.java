package dev.bobbin.test.guide;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import dev.bobbin.Mutex;
import dev.bobbin.Task;
import dev.bobbin.test.CoroutineTest;
import dev.bobbin.test.TestScheduler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
    static final class Account {
        private final Mutex lock = Mutex.of();
        private int balance;

        Async<Void> deposit(int amount) {
            try (var permit = lock.lock().await()) {
                int before = balance;
                Clock.sleep(Duration.ofMillis(5)).await(); // the database
                balance = before + amount;
            }
            return done();
        }

        Async<Void> carelessDeposit(int amount) {
            int before = balance;
            Clock.sleep(Duration.ofMillis(5)).await();
            balance = before + amount;
            return done();
        }

        Async<Void> interest() {
            while (balance < 1_000) {
                Clock.sleep(Duration.ofDays(365)).await();
                balance += balance / 10;
            }
            return done();
        }
    }

    @CoroutineTest(seeds = 1000)
    void deposits_sideBySide_addUp(TestScheduler test) {
        Account account = new Account();
        test.run(() -> Async.all(List.of(account.deposit(1), account.deposit(2))));
        assertEquals(3, account.balance);
        assertEquals(Duration.ofMillis(10), test.now()); // one after the other
    }

    @Test
    void carelessDeposits_sideBySide_doNot() {
        assertThrows(
                AssertionError.class,
                () -> TestScheduler.explore(1000, test -> {
                    Account account = new Account();
                    test.run(() -> Async.all(List.of(account.carelessDeposit(1), account.carelessDeposit(2))));
                    assertEquals(3, account.balance);
                }));
    }

    @Test
    void interest_comesOnceAYear() {
        try (var test = TestScheduler.inOrder()) {
            Account account = new Account();
            account.balance = 900;
            Task<Void> interest = test.start(account.interest());
            test.advance(Duration.ofDays(364));
            assertEquals(900, account.balance);
            test.advance(Duration.ofDays(1));
            assertEquals(990, account.balance);
            assertFalse(interest.isDone());
            test.advance(Duration.ofDays(365));
            assertTrue(interest.isDone());
        }
    }

    @CoroutineTest
    void lambda_isACoroutine_too(TestScheduler test) {
        Account account = new Account();
        int balance = test.run(() -> {
            account.deposit(1).await();
            account.deposit(2).await();
            return done(account.balance);
        });
        assertEquals(3, balance);
    }
}
