package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scopes with a limit, and those in which a failure or a success means something else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RulesTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final Scheduler scheduler = Scheduler.single();
    private final List<Object> log = new ArrayList<>();
    private Scope scope;

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    private static <T> Async<T> failing(String message) {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(new IOException(message)));
    }

    private static <T> Async<T> slowly(T value) {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> done(value));
    }

    /** Opens the scope, runs the steps, and closes it. */
    private <T> T in(ByHand.Step open, ByHand.Step... rest) {
        List<ByHand.Step> steps = new ArrayList<>(List.of(open));
        steps.addAll(List.of(rest));
        Async<T> body = ByHand.of(steps.toArray(new ByHand.Step[0]));
        return scheduler.run(() -> ByHand.<T>of(
                s -> body,
                o -> {
                    log.add(o.failure() == null ? o.value() : o.failure());
                    return new Close(scope);
                },
                o -> {
                    o.get();
                    Object outcome = log.remove(log.size() - 1);
                    return outcome instanceof Throwable t ? Async.failed(t) : done(outcome);
                }));
    }

    @Test
    void limit_passedWhileTheBodyWaits_isThrownThere() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open().limit(SOON);
                    return scope.spawn(forever());
                }))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("not done after PT0.001S");
    }

    @Test
    void limit_passedWhileItJoins_isThrownByJoin() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open().limit(SOON);
                    scope.spawn(forever());
                    return scope.join();
                }))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void limit_notPassed_isTakenBack() {
        assertThat(this.<Object>in(
                        s -> {
                            scope = Scope.open().limit(NEVER);
                            scope.spawn(slowly(1));
                            return scope.join();
                        },
                        o -> done(scheduler.metrics().timers())))
                .isEqualTo(1L);
        assertThat(scheduler.metrics().timers()).isZero();
    }

    @Test
    void limit_ofTheInnerScope_isLongerThanThatOfTheOuter() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open().limit(SOON);
                    Scope inner = Scope.open().limit(NEVER);
                    inner.spawn(forever());
                    return ByHand.of(
                            i -> forever(),
                            i -> {
                                log.add(i.failure());
                                return new Close(inner);
                            },
                            i -> Async.failed((Throwable) log.remove(0)));
                }))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("not done after PT0.001S");
        assertThat(scheduler.metrics().timers()).isZero();
    }

    @Test
    void limit_setTwice_isRefused() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open().limit(NEVER);
                    return done(scope.limit(SOON));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the scope has a limit, of PT24H");
        assertThatThrownBy(() -> scope.limit(SOON)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void supervisor_childFails_othersGoOn() {
        // given
        List<Task<?>> children = new ArrayList<>();

        // when
        Object joined = in(
                s -> {
                    scope = Scope.supervisor();
                    children.add(scope.spawn(failing("one")));
                    children.add(scope.spawn(slowly("two")));
                    return scope.join();
                },
                o -> {
                    o.get();
                    return children.get(1);
                });

        // then
        assertThat(joined).isEqualTo("two");
        assertThatThrownBy(() -> scheduler.run(() -> children.get(0))).hasMessage("one");
    }

    @Test
    void supervisor_limitPassed_stopsAll() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.supervisor().limit(SOON);
                    scope.spawn(failing("one"));
                    scope.spawn(forever());
                    return scope.join();
                }))
                .isInstanceOf(TimeoutException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void firstSuccess_stopsTheOthers_failuresBeforeMeanNothing() {
        // given
        List<Task<?>> children = new ArrayList<>();

        // when
        Object first = in(
                s -> {
                    scope = Scope.firstSuccess();
                    children.add(scope.spawn(failing("one")));
                    children.add(scope.spawn(forever()));
                    children.add(scope.spawn(ByHand.of(i -> slowly(1), i -> slowly(2), i -> done("three"))));
                    return scope.join();
                },
                o -> {
                    o.get();
                    return children.get(2);
                });

        // then
        assertThat(first).isEqualTo("three");
        assertThat(children.get(1).isStopped()).isTrue();
    }

    @Test
    void firstSuccess_allFail_joinThrowsTheFirst() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.firstSuccess();
                    scope.spawn(failing("one"));
                    scope.spawn(ByHand.of(i -> slowly(1), i -> failing("two")));
                    return scope.join();
                }))
                .hasMessage("one")
                .satisfies(t ->
                        assertThat(t.getSuppressed()).singleElement().asString().contains("two"));
    }

    @Test
    void firstSuccess_limitPassed_isThrownWithTheFailuresBefore() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.firstSuccess().limit(SOON);
                    scope.spawn(failing("one"));
                    scope.spawn(forever());
                    return scope.join();
                }))
                .isInstanceOf(TimeoutException.class)
                .satisfies(t ->
                        assertThat(t.getSuppressed()).singleElement().asString().contains("one"));
    }

    /** The message for who awaits a child that was spawned when the scope had been stopped; its name is left out. */
    private String whySpawnedLateStopped(Supplier<Scope> kind, Async<?> stopping) {
        List<Throwable> why = new ArrayList<>();
        List<Task<?>> late = new ArrayList<>();
        try {
            in(
                    s -> {
                        scope = kind.get();
                        scope.spawn(stopping);
                        return forever().timeout(NEVER);
                    },
                    o -> {
                        late.add(scope.spawn(forever()));
                        return late.get(0);
                    },
                    o -> {
                        why.add(o.failure());
                        return done();
                    });
        } catch (Throwable t) {
            why.add(t);
        }
        assertThat(why.get(0)).isInstanceOf(CancellationException.class);
        String prefix = late.get(0).name() + " was cancelled: ";
        assertThat(why.get(0).getMessage()).startsWith(prefix);
        return why.get(0).getMessage().substring(prefix.length()).replaceAll("@[0-9a-f]+", "@");
    }

    @Test
    void childSpawnedLate_ofAScopeThatHasFailed_saysWhy() {
        assertThat(whySpawnedLateStopped(Scope::open, failing("disk full")))
                .isEqualTo("the scope of ByHand@ has failed with java.io.IOException: disk full");
    }

    @Test
    void childSpawnedLate_failureWhoseMessageFails_isNamedByItsClass() {
        class Rude extends RuntimeException {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("rude");
            }
        }
        assertThat(whySpawnedLateStopped(Scope::open, ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(new Rude()))))
                .isEqualTo("the scope of ByHand@ has failed with " + Rude.class.getName());
    }

    @Test
    void childSpawnedLate_ofAScopeWhoseTimeIsUp_saysWhy() {
        for (Supplier<Scope> kind : List.<Supplier<Scope>>of(Scope::open, Scope::supervisor, Scope::firstSuccess)) {
            assertThat(whySpawnedLateStopped(() -> kind.get().limit(SOON), forever()))
                    .isEqualTo("the scope of ByHand@ has run out of time: not done after PT0.001S");
        }
    }

    @Test
    void childSpawnedLate_afterTheFirstSuccess_saysWhy() {
        List<Task<?>> children = new ArrayList<>();
        in(
                s -> {
                    scope = Scope.firstSuccess();
                    children.add(scope.spawn(slowly(1)));
                    return children.get(0);
                },
                o -> {
                    children.add(scope.spawn(forever()));
                    return scope.join();
                });
        assertThatThrownBy(() -> scheduler.run(() -> children.get(1)))
                .isInstanceOf(CancellationException.class)
                .hasMessageMatching(
                        ".* was cancelled: another child of the scope of ByHand@.* was the first to succeed");
    }

    @Test
    void childSpawnedLate_byATaskThatWasCancelledForAReason_hasThatReason() {
        List<Task<?>> children = new ArrayList<>();
        Task<Void> body = scheduler.start(ByHand.of(
                s -> {
                    scope = Scope.open();
                    return forever();
                },
                o -> {
                    children.add(scope.spawn(forever()));
                    return new Close(scope);
                }));
        scheduler.run(Bobbin::yieldNow);
        body.cancel("nobody reads it");
        scheduler.run(() -> body); // it swallows that
        assertThatThrownBy(() -> scheduler.run(() -> children.get(0)))
                .hasMessageEndingWith(" was cancelled: nobody reads it");
    }

    @Test
    void siblings_ofAChildThatHasFailed_sayWhyTheyWereStopped() {
        List<Task<?>> children = new ArrayList<>();
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open();
                    children.add(scope.spawn(forever()));
                    scope.spawn(failing("disk full"));
                    return scope.join();
                }))
                .hasMessage("disk full");
        assertThatThrownBy(() -> scheduler.run(() -> children.get(0)))
                .isInstanceOf(CancellationException.class)
                .hasMessageEndingWith(" has failed with java.io.IOException: disk full");
    }

    @Test
    void winner_isTheFirstChildThatSucceeded() {
        List<Task<String>> children = new ArrayList<>();
        Object first = in(
                s -> {
                    scope = Scope.firstSuccess();
                    children.add(scope.spawn(RulesTest.<String>failing("one")));
                    children.add(scope.spawn(slowly("two")));
                    assertThatThrownBy(() -> scope.winner(children))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("await join() before");
                    return scope.join();
                },
                o -> {
                    o.get();
                    return scope.winner(children);
                });
        assertThat(first).isEqualTo("two");
        assertThat(scope.winner(children)).isSameAs(children.get(1));
        assertThatThrownBy(() -> scope.winner(children.subList(0, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "the first to succeed was " + children.get(1).name());
    }

    @Test
    void winner_ofAnotherScope_isRefused() {
        assertThatThrownBy(() -> in(s -> {
                    scope = Scope.open();
                    return scope.winner(List.<Task<Integer>>of());
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Scope.firstSuccess()");
    }

    @Test
    void partThatFailsInItsCleanUp_ofAGroupThatIsInterrupted_isSuppressed() {
        IllegalStateException cleanUp = new IllegalStateException("clean-up");
        List<Function<Async<Integer>, Async<?>>> groups = List.of(
                part -> Async.all(List.of(part)), part -> Async.any(List.of(part)), part -> Async.race(List.of(part)));
        for (Function<Async<Integer>, Async<?>> group : groups) {
            Async<Integer> part = ByHand.of(s -> forever(), s -> Async.failed(cleanUp));
            assertThatThrownBy(() -> in(
                            s -> {
                                scope = Scope.open();
                                scope.spawn(failing("on purpose"));
                                return done();
                            },
                            s -> group.apply(part)))
                    .hasMessage("on purpose")
                    .hasSuppressedException(cleanUp);
        }
    }

    /** A failure that cannot be told. */
    private static final class Mute extends RuntimeException {
        @Override
        public String toString() {
            throw new AssertionError("no words for it");
        }

        @Override
        public String getMessage() {
            throw new AssertionError("no words for it");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new AssertionError("nor a cause");
        }
    }

    @Test
    void failuresThatCannotBeTold_endTheScopeAllTheSame() {
        // given
        Mute first = new Mute();

        // when
        Throwable thrown = catchThrowable(() -> in(s -> {
            scope = Scope.open();
            scope.spawn(ByHand.of(o -> Bobbin.yieldNow(), o -> Async.failed(first)));
            scope.spawn(ByHand.of(o -> forever(), o -> Async.failed(new Mute())));
            return scope.join();
        }));

        // then
        assertThat(thrown == first).isTrue();
        assertThat(thrown.getSuppressed().length).isEqualTo(1);
    }

    @Test
    void scopesOfSequences_thatOthersHaveEnded_areForgotten() {
        // given
        List<Scope> besides = new ArrayList<>();
        Task<?> other = scheduler.start(forever());

        // when: all but the fourth are ended
        int left = scheduler.run(() -> ByHand.<Integer>of(s -> {
            for (int i = 0; i < 10; i++) {
                Scope beside = Scope.beside();
                besides.add(beside);
                if (i != 4) {
                    beside.endBeside(other);
                }
            }
            int open = 0;
            for (Scope each = Task.running().openScope(); each != null; each = each.enclosing()) {
                open++;
            }
            besides.get(4).endBeside(Task.running());
            return done(open);
        }));

        // then: the fourth, and the last, since none has been opened after that
        assertThat(left).isEqualTo(2);
    }

    /** As in java.util.concurrent: a deadline that is over may be computed. */
    @Test
    void durations_zeroOrNegative_arePastAtOnce() {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThat(scheduler.run(() -> Clock.sleep(limit))).isNull();
            assertThat(scheduler.<Object>run(() -> Async.<Object>done(1).timeout(limit)))
                    .isEqualTo(1);
            assertThatThrownBy(() -> scheduler.run(() -> forever().timeout(limit)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("not done at once, as a limit of " + limit + " demands");
            assertThatThrownBy(() -> in(s -> {
                        scope = Scope.open().limit(limit);
                        scope.spawn(forever());
                        return scope.join();
                    }))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("not done at once, as a limit of " + limit + " demands");
            assertThat(scheduler.run(() -> Select.<Integer>of().on(Clock.sleep(limit), v -> done(1))))
                    .isEqualTo(1);
        }
    }
}
