package com.acme.cache;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bobbin.Async;
import dev.bobbin.AsyncFunction;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.test.CoroutineTest;
import dev.bobbin.test.TestScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheTest {
    private static final int SEEDS = 200;
    private static final Duration YEAR = Duration.ofDays(365);
    private static int seeds;

    private int loads;

    @BeforeEach
    void nothing_isLoaded_underAnySeed() {
        assertEquals(0, loads);
    }

    @AfterAll
    static void eachSeed_hasBeenTried() {
        assertEquals(SEEDS, seeds);
    }

    @CoroutineTest(seeds = SEEDS)
    void askers_sideBySide_loadOnce(TestScheduler test) {
        seeds++;
        test.run(() -> askers(true));

        assertEquals(1, loads);
    }

    @Test
    void askers_withoutTheLock_loadTwice_underSomeSeed() {
        AssertionError found = assertThrows(
                AssertionError.class,
                () -> TestScheduler.explore(SEEDS, test -> {
                    loads = 0;
                    test.run(() -> askers(false));
                    assertEquals(1, loads);
                }));

        String seed = found.getSuppressed()[0].getMessage();
        assertTrue(seed.matches("seed \\d+; the same order again: -Dbobbin\\.test\\.seed=\\d+"), seed);
    }

    private Async<Void> askers(boolean careful) {
        try (Scope evictions = Scope.open();
                Scope scope = Scope.open()) {
            Cache<String, Integer> cache = new Cache<>(this::load, YEAR, evictions);
            List<Task<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                askers.add(scope.spawn(() -> careful ? cache.get("key") : cache.carelessGet("key")));
            }
            scope.join().await();
            for (Task<Integer> asker : askers) {
                assertEquals(3, asker.await());
            }
            evictions.cancel();
        }
        return done();
    }

    private Async<Integer> load(String key) {
        Bobbin.yieldNow().await();
        loads++;
        return done(key.length());
    }

    @CoroutineTest
    void value_isForgotten_afterAYear(TestScheduler test) {
        int answer = test.run(() -> {
            try (Scope evictions = Scope.open()) {
                Cache<String, Integer> cache = new Cache<>(this::load, YEAR, evictions);
                int sum = cache.get("key").await();
                Clock.sleep(YEAR.minusSeconds(1)).await();
                sum += cache.get("key").await();
                assertEquals(1, loads);
                Clock.sleep(Duration.ofSeconds(2)).await();
                sum += cache.get("key").await();
                evictions.cancel();
                return done(sum);
            }
        });

        assertEquals(9, answer);
        assertEquals(2, loads);
        assertEquals(YEAR.plusSeconds(1), test.now());
    }

    @CoroutineTest(seeds = 20)
    void failure_isNotKept(TestScheduler test) {
        AsyncFunction<String, Integer> failsFirst = key -> {
            int length = load(key).await();
            if (loads == 1) {
                throw new IOException("not yet");
            }
            return done(length);
        };
        test.run(() -> {
            try (Scope evictions = Scope.open()) {
                Cache<String, Integer> cache = new Cache<>(failsFirst, YEAR, evictions);
                assertEquals("not yet", failureOf(cache).await());
                assertEquals(3, cache.get("key").await());
                evictions.cancel();
            }
            return done();
        });
    }

    private static Async<String> failureOf(Cache<String, Integer> cache) throws Exception {
        try {
            cache.get("key").await();
            return done("none");
        } catch (IOException e) {
            return done(e.getMessage());
        }
    }
}
