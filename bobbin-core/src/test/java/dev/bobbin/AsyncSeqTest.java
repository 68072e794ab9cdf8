package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AsyncSeqTest extends ByTurns {
    private final List<Object> log = new ArrayList<>();

    /** Yields the elements; tells of its beginning, of what it goes on after, and of its end. */
    private AsyncSeq<Integer> numbers(int... elements) {
        return AsyncSeq.of(y -> {
            log.add("begins");
            return new Telling(log, y, elements);
        });
    }

    private static final class Telling extends Repeating<Void> {
        private final List<Object> log;
        private final AsyncYielder<Integer> yielder;
        private final int[] elements;
        private int next;

        Telling(List<Object> log, AsyncYielder<Integer> yielder, int... elements) {
            this.log = log;
            this.yielder = yielder;
            this.elements = elements;
        }

        @Override
        Async<?> next(Object value, Throwable failure) throws Throwable {
            if (failure != null) {
                log.add("finally after " + failure.getClass().getSimpleName());
                throw failure;
            }
            if (next > 0) {
                log.add("after " + elements[next - 1]);
            }
            if (next == elements.length) {
                log.add("ends");
                return null;
            }
            return yielder.yield(elements[next++]);
        }

        @Override
        Void outcome() {
            return null;
        }
    }

    @Test
    void body_runsOnlyUpToTheElementThatIsWanted() {
        AsyncIterator<Integer> it = numbers(1, 2).iterator();
        assertThat(log).isEmpty();

        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(1);
        assertThat(log).containsExactly("begins");

        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(2);
        assertThat(log).containsExactly("begins", "after 1");

        assertThat(result(it.next())).isFalse();
        assertThat(result(it.next())).isFalse();
        assertThat(log).containsExactly("begins", "after 1", "after 2", "ends");
        assertThatThrownBy(it::value).isInstanceOf(IllegalStateException.class).hasMessageContaining("no element");
    }

    @Test
    void sequence_iteratedTwice_beginsAnew() {
        AsyncSeq<Integer> seq = numbers(1, 2);

        assertThat(result(seq.toList())).containsExactly(1, 2);
        assertThat(result(seq.toList())).containsExactly(1, 2);
    }

    @Test
    void body_thatWaits_hasTheConsumerWait() {
        Channel<Integer> from = Channel.rendezvous();
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> ByHand.of(
                        start -> from.receive(),
                        first -> y.yield((Integer) first.get() + 1),
                        after -> {
                            after.get();
                            return from.receive();
                        },
                        second -> y.yield((Integer) second.get() + 2)))
                .iterator();

        Task<Boolean> next = start(it.next());
        assertThat(next.isDone()).isFalse();
        assertThat(from.trySend(10)).isTrue();
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(11);

        next = start(it.next());
        assertThat(next.isDone()).isFalse();
        assertThat(from.trySend(20)).isTrue();
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(22);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void bodyOfOneThatGoesThroughAnother_isWokenAtTheInnermost() {
        Channel<Integer> from = Channel.rendezvous();
        AsyncSeq<Integer> inner =
                AsyncSeq.of(y -> ByHand.of(start -> from.receive(), got -> y.yield((Integer) got.get()), after -> {
                    after.get();
                    return from.receive();
                }));
        AsyncSeq<Integer> outer = AsyncSeq.of(y -> {
            AsyncIterator<Integer> it = inner.iterator();
            return ByHand.of(start -> it.next(), got -> y.yield(it.value() * 2), after -> {
                after.get();
                return it.next();
            });
        });
        AsyncIterator<Integer> it = outer.iterator();

        Task<Boolean> next = start(it.next());
        from.trySend(4);
        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(8);

        Task<Boolean> end = start(it.next());
        cancel(end);
        assertThat(result(it.next())).isFalse();
        assertThat(from).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
    }

    /** Its result comes in the body, as the handler is a part of that. */
    @Test
    void yield_inTheHandlerOfASelectThatWaited_isInsideOfTheBody() {
        Channel<Integer> from = Channel.rendezvous();
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(
                        y -> ByHand.of(start -> Select.<Void>of().on(from.receive(), y::yield)))
                .iterator();

        Task<Boolean> next = start(it.next());
        from.trySend(4);

        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(4);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void failureOfTheBody_arrivesAtNext_asTheSameObject() {
        IOException failure = new IOException("no more");
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> ByHand.of(start -> y.yield(1), after -> {
                    throw failure;
                }))
                .iterator();

        assertThat(result(it.next())).isTrue();
        assertThat(failure(it.next())).isSameAs(failure);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void close_betweenElements_endsTheBodyWhereItStands() {
        AsyncIterator<Integer> it = numbers(1, 2).iterator();
        result(it.next());

        result(it.close());
        result(it.close());

        assertThat(log).containsExactly("begins", "finally after Cancelled");
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void close_beforeTheFirst_runsNothing() {
        AsyncIterator<Integer> it = numbers(1, 2).iterator();

        result(it.close());

        assertThat(log).isEmpty();
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void close_waitsForWhatTheBodyAwaitsThen_andThrowsWhatThatThrows() {
        Latch opened = Latch.of(1);
        IOException failure = new IOException("from finally");
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(
                        y -> ByHand.of(start -> y.yield(1), closed -> opened.opened(), after -> {
                            throw failure;
                        }))
                .iterator();
        result(it.next());

        Task<Void> close = start(it.close());
        assertThat(close.isDone()).isFalse();
        assertThat(failure(it.next())).isInstanceOf(IllegalStateException.class).hasMessageContaining("close()");
        opened.countDown();

        assertThat(failure(close)).isSameAs(failure);
    }

    @Test
    void yield_whileItIsClosed_isRefused() {
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> ByHand.of(start -> y.yield(1), closed -> y.yield(2)))
                .iterator();
        result(it.next());

        assertThat(failure(it.close()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("being closed");
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void consumerThatIsCancelled_cancelsTheBodyWhereItWaits() {
        Latch never = Latch.of(1);
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> ByHand.of(start -> never.opened(), outcome -> {
                    log.add(outcome.failure());
                    outcome.get();
                    return y.yield(1);
                }))
                .iterator();

        cancel(start(it.next()));

        assertThat(log).singleElement().isInstanceOf(Cancelled.class);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void cancellationThatComesWithTheElement_leavesTheElement() {
        Channel<Integer> from = Channel.rendezvous();
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(
                        y -> ByHand.of(start -> from.receive(), got -> y.yield((Integer) got.get())))
                .iterator();
        Task<Boolean> next = start(it.next());

        from.trySend(7);
        next.cancel();
        turn();

        assertThat(result(next)).isTrue();
        assertThat(it.value()).isEqualTo(7);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void next_whileAnotherIsAwaited_isRefused() {
        Latch never = Latch.of(1);
        AsyncIterator<Integer> it =
                AsyncSeq.<Integer>of(y -> ByHand.of(start -> never.opened())).iterator();
        start(it.next());

        assertThat(failure(it.next()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its next() is being awaited");
        assertThat(failure(it.close())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void next_byItsOwnBody_isRefused() {
        AtomicReference<AsyncIterator<Integer>> own = new AtomicReference<>();
        own.set(AsyncSeq.<Integer>of(y -> ByHand.of(start -> own.get().next())).iterator());

        assertThat(failure(own.get().next()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("own body");
    }

    @Test
    void yield_outsideOfTheBody_isRefused() {
        AtomicReference<AsyncYielder<Integer>> kept = new AtomicReference<>();
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> {
                    kept.set(y);
                    return ByHand.of(start -> y.yield(1), after -> Async.all(List.of(y.yield(2))));
                })
                .iterator();
        result(it.next());

        assertThat(failure(kept.get().yield(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not run");
        assertThat(failure(it.next()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a part of an all()");
    }

    @Test
    void yield_inAScopeOfTheBody_isRefused() {
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> {
                    Scope[] scope = new Scope[1];
                    return ByHand.of(
                            start -> {
                                scope[0] = Scope.open();
                                return y.yield(1);
                            },
                            refused -> {
                                log.add(refused.failure().getMessage());
                                scope[0].close();
                                return y.yield(2);
                            });
                })
                .iterator();

        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(2);
        assertThat(log.get(0).toString()).contains("inside of a scope");
    }

    @Test
    void yield_inAScopeInWhichTheBodyHasWaited_isRefused_andAllowedBehindIt() {
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> {
                    Scope[] scope = new Scope[1];
                    return ByHand.of(
                            start -> {
                                scope[0] = Scope.open();
                                return Bobbin.yieldNow();
                            },
                            waited -> y.yield(1),
                            refused -> {
                                log.add(refused.failure().getMessage());
                                return Bobbin.yieldNow();
                            },
                            waited -> {
                                scope[0].close();
                                return y.yield(2);
                            });
                })
                .iterator();

        assertThat(result(it.next())).isTrue();
        assertThat(it.value()).isEqualTo(2);
        assertThat(log.get(0).toString()).contains("inside of a scope");
    }

    @Test
    void yield_whereCancellationIsHeldBack_isRefused() {
        AsyncIterator<Integer> it = AsyncSeq.<Integer>of(y -> ByHand.of(start -> Async.uncancellable(y.yield(1))))
                .iterator();

        assertThat(failure(it.next())).isInstanceOf(IllegalStateException.class).hasMessageContaining("uncancellable");
    }

    @Test
    void local_isTheConsumers() {
        Local<String> local = Local.of();
        AsyncIterator<String> it = AsyncSeq.<String>of(y -> ByHand.of(
                        start -> y.yield(local.get()), after -> Bobbin.yieldNow(), later -> y.yield(local.get())))
                .iterator();

        assertThat(result(local.where("a", () -> it.next()))).isTrue();
        assertThat(it.value()).isEqualTo("a");
        assertThat(result(local.where("b", () -> it.next()))).isTrue();
        assertThat(it.value()).isEqualTo("b");
    }

    @Test
    void bodyThatAlwaysHasAnElement_letsOthersRun() {
        Task<Long> counts = scheduler.start(AsyncSeq.<Integer>of(y -> new Repeating<>() {
                    @Override
                    Async<?> next(Object value, Throwable failure) throws Throwable {
                        if (failure != null) {
                            throw failure;
                        }
                        return y.yield(1);
                    }

                    @Override
                    Void outcome() {
                        return null;
                    }
                })
                .count());
        turn();

        assertThat(counts.cancel()).isTrue();
        turn();
        assertThat(failure(counts)).isInstanceOf(CancellationException.class);
    }
}
