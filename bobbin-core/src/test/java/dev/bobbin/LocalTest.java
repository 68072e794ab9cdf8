package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a value is bound, and where not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LocalTest {
    private static final Local<String> NAME = Local.of();
    private static final Local<Integer> NUMBER = Local.of();

    private final Scheduler scheduler = Scheduler.single();

    private static Async<String> name() {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> done(NAME.orElse("none") + NUMBER.orElse(0)));
    }

    @Test
    void get_whereNothingIsBound_fails() {
        assertThat(NAME.isBound()).isFalse();
        assertThatThrownBy(NAME::get).isInstanceOf(NoSuchElementException.class).hasMessageContaining("local.where");
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(s -> done(NAME.get()))))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(scheduler.<String>run(LocalTest::name)).isEqualTo("none0");
    }

    @Test
    void where_boundInsideAnother_innermostIsSeen() {
        // when
        List<Object> seen = new ArrayList<>();
        scheduler.run(() -> ByHand.of(
                s -> NAME.where(
                        "a",
                        () -> ByHand.of(
                                i -> {
                                    seen.add(NAME.get() + NAME.isBound());
                                    return NUMBER.where(1, () -> NAME.where("b", LocalTest::name));
                                },
                                o -> {
                                    seen.add(o.get());
                                    return name();
                                })),
                o -> {
                    seen.add(o.get());
                    return name();
                },
                o -> {
                    seen.add(o.get());
                    return done();
                }));

        // then
        assertThat(seen).containsExactly("atrue", "b1", "a0", "none0");
    }

    @Test
    void children_haveWhatWasBoundWhereTheScopeWasOpened() {
        // when
        String seen = scheduler.run(() -> NAME.where(
                "a",
                () -> ByHand.of(s -> {
                    Scope scope = Scope.open();
                    Task<String> child = scope.spawn(LocalTest::name);
                    return ByHand.of(i -> scope.join(), i -> {
                        scope.close();
                        return child;
                    });
                })));

        // then
        assertThat(seen).isEqualTo("a0");
        assertThat(scheduler.run(() -> NAME.where("a", () -> Async.all(List.of(name(), name())))))
                .containsExactly("a0", "a0");
    }

    @Test
    void where_computationFailsOrIsCancelled_soDoesItsAwait() {
        // given
        IOException failure = new IOException("inside");
        Task<Void> task = scheduler.start(NAME.where("a", () -> Async.create(c -> {})));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> NAME.where("a", () -> Async.failed(failure))))
                .isSameAs(failure);
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
    }

    // ---- carried into threads ---------------------------------------------------------------------------------------

    private static final ThreadLocal<String> SEEN = ThreadLocal.withInitial(() -> "nothing");

    private static <T> Local<T> carried() {
        return Local.carried(value -> {
            String before = SEEN.get();
            SEEN.set(before.equals("nothing") ? value.toString() : before + value);
            return () -> SEEN.set(before);
        });
    }

    @Test
    void carried_valueBound_isInTheThreadOfTheTaskAndOfItsChildrenInEachOfTheirTurns() {
        // given
        Local<String> local = carried();
        List<String> seen = new ArrayList<>();

        // when
        scheduler.run(() -> ByHand.of(
                s -> local.where(
                        "a",
                        () -> ByHand.of(
                                i -> {
                                    seen.add("inside " + SEEN.get());
                                    return Bobbin.yieldNow();
                                },
                                i -> {
                                    seen.add("after a wait " + SEEN.get());
                                    Async<Void> child = ByHand.of(c -> {
                                        seen.add("child " + SEEN.get());
                                        return done();
                                    });
                                    return Async.all(List.of(child));
                                })),
                o -> {
                    seen.add("outside, in the turn that the end began: " + SEEN.get());
                    return Bobbin.yieldNow();
                },
                o -> {
                    seen.add("outside " + SEEN.get());
                    return done();
                }));
        seen.add("no task " + SEEN.get());

        // then
        assertThat(seen)
                .containsExactly(
                        "inside a",
                        "after a wait a",
                        "child a",
                        "outside, in the turn that the end began: nothing",
                        "outside nothing",
                        "no task nothing");
    }

    @Test
    void carried_otherTaskRunsMeanwhile_seesNothing() {
        // given
        Local<String> local = carried();
        List<String> seen = new ArrayList<>();
        Async<Void> waits = ByHand.of(s -> Bobbin.yieldNow(), s -> Bobbin.yieldNow(), s -> {
            seen.add("inside " + SEEN.get());
            return done();
        });
        Async<Void> other = ByHand.of(
                s -> {
                    seen.add("other " + SEEN.get());
                    return Bobbin.yieldNow();
                },
                s -> {
                    seen.add("other " + SEEN.get());
                    return done();
                });

        // when
        scheduler.run(() -> Async.all(List.of(local.where("a", () -> waits), other)));

        // then
        assertThat(seen).containsExactly("other nothing", "other nothing", "inside a");
    }

    @Test
    void carried_several_arePutInFromTheOutsideInAndTakenOutInTheOppositeOrder() {
        // given
        Local<String> letter = carried();
        Local<Integer> number = carried();

        // when
        String seen = scheduler.run(() -> letter.where(
                "a", () -> number.where(1, () -> NAME.where("plain", () -> letter.where("b", LocalTest::seen)))));

        // then: of each local the innermost
        assertThat(seen).isEqualTo("1b");
        assertThat(SEEN.get()).isEqualTo("nothing");
    }

    private static Async<String> seen() {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> done(SEEN.get()));
    }

    @Test
    void carried_carrierFails_isReportedAndTheTaskGoesOn() {
        // given
        Local<String> in = Local.carried(value -> {
            throw new IllegalStateException("cannot put in " + value);
        });
        Local<String> out = Local.carried(value -> () -> {
            throw new IllegalStateException("cannot take out " + value);
        });
        Local<String> none = Local.carried(value -> null);
        Local<String> fine = carried();
        List<String> reported = new ArrayList<>();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((t, e) -> reported.add(e.getMessage()));

        // when
        String seen;
        try {
            seen = scheduler.run(() -> fine.where(
                    "a",
                    () -> out.where(
                            "b", () -> none.where("c", () -> in.where("d", () -> ByHand.of(s -> done(SEEN.get())))))));
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }

        // then
        assertThat(seen).isEqualTo("a");
        assertThat(SEEN.get()).isEqualTo("nothing");
        assertThat(reported)
                .contains("cannot put in d", "cannot take out b")
                .anyMatch(said -> said.contains("returned null"));
    }

    @Test
    void nulls_areRefused() {
        assertThatNullPointerException().isThrownBy(() -> Local.carried(null)).withMessage("carrier");
        assertThatNullPointerException()
                .isThrownBy(() -> NAME.where(null, LocalTest::name))
                .withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> NAME.where("a", null)).withMessage("computation");
    }
}
