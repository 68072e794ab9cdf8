package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Sequences of which a body waits for each element, or in the end. */
final class SeqWaits {
    private SeqWaits() {}

    static Stream<Arguments> all() {
        return Stream.of(
                CancellationTest.wait("AsyncSeq.toList", () -> new Through(2, AsyncSeq::toList, List.of("0", "1"))),
                CancellationTest.wait("AsyncSeq.count", () -> new Through(2, AsyncSeq::count, 2L)),
                CancellationTest.wait("AsyncSeq.fold", () -> new Through(2, s -> s.fold("", String::concat), "01")),
                CancellationTest.wait("AsyncSeq.first", () -> new Through(1, AsyncSeq::first, Optional.of("0"))),
                CancellationTest.wait(
                        "AsyncSeq.forEach", () -> new Through(2, s -> s.forEach(element -> Async.done()), null)),
                CancellationTest.wait(
                        "AsyncSeq.toList of operators",
                        () -> new Through(
                                2,
                                s -> s.map(e -> e + "!")
                                        .filter(e -> true)
                                        .take(2)
                                        .toList(),
                                List.of("0!", "1!"))),
                CancellationTest.wait("AsyncIterator.next, of a sequence", Next::new),
                CancellationTest.wait("AsyncIterator.close", Close::new),
                CancellationTest.wait("AsyncYielder.yield", Yields::new));
    }

    /** What is received is yielded, so often. */
    private static final class Receives extends Repeating<Void> {
        private final Channel<String> from;
        private final AsyncYielder<String> yielder;
        private final AtomicInteger ended;
        private int left;
        private boolean received;

        Receives(Channel<String> from, int count, AsyncYielder<String> yielder, AtomicInteger ended) {
            this.from = from;
            this.left = count;
            this.yielder = yielder;
            this.ended = ended;
        }

        @Override
        Async<?> next(Object value, Throwable failure) throws Throwable {
            if (failure != null || left == 0) {
                ended.incrementAndGet();
                if (failure != null) {
                    throw failure;
                }
                return null;
            }
            received = !received;
            if (received) {
                return from.receive();
            }
            left--;
            return yielder.yield((String) value);
        }

        @Override
        Void outcome() {
            return null;
        }
    }

    private static final class Through implements Wait {
        private final Channel<String> from = Channel.rendezvous();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final int count;
        private final Async<?> operation;
        private final Object expected;
        private int sent;

        Through(int count, Function<AsyncSeq<String>, Async<?>> terminal, Object expected) {
            this.count = count;
            this.expected = expected;
            this.operation = terminal.apply(AsyncSeq.of(y -> {
                begun.incrementAndGet();
                return new Receives(from, 2, y, ended);
            }));
        }

        @Override
        public Async<?> operation() {
            return operation;
        }

        @Override
        public int steps() {
            return count;
        }

        @Override
        public void complete() {
            if (from.trySend(Integer.toString(sent))) {
                sent++;
            }
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? expected : null);
            assertThat(ended.get()).isEqualTo(begun.get());
            assertThat(from).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        }
    }

    private static final class Next implements Wait {
        private final Channel<String> from = Channel.buffered(1);
        private final AtomicInteger ended = new AtomicInteger();
        private final AsyncIterator<String> it =
                AsyncSeq.<String>of(y -> new Receives(from, 1, y, ended)).iterator();

        @Override
        public Async<?> operation() {
            return it.next();
        }

        @Override
        public void complete() {
            assertThat(from.trySend("x")).isTrue();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(from.tryReceive()).isEqualTo(returned ? Optional.empty() : Optional.of("x"));
            if (returned) {
                assertThat(it.value()).isEqualTo("x");
            }
            assertThat(ended.get()).isEqualTo(returned ? 0 : 1);
            assertThat(from).hasToString("Channel[0 of 1 buffered, 0 sending, 0 receiving]");
        }
    }

    private static final class Close implements Wait {
        private final Latch cleaned = Latch.of(1);
        private final AtomicInteger ended = new AtomicInteger();
        private final AsyncIterator<String> it = AsyncSeq.<String>of(
                        y -> ByHand.of(start -> y.yield("x"), closed -> cleaned.opened(), after -> {
                            ended.incrementAndGet();
                            after.get();
                            return Async.done();
                        }))
                .iterator();

        @Override
        public Async<?> operation() {
            return ByHand.of(start -> it.next(), first -> {
                first.get();
                return it.close();
            });
        }

        @Override
        public void complete() {
            cleaned.countDown();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(ended.get()).isEqualTo(1);
            assertThat(cleaned.count()).isZero();
        }
    }

    /** The body waits for its consumer, which waits for something else. */
    private static final class Yields implements Wait {
        private final Latch used = Latch.of(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        public Async<?> operation() {
            return AsyncSeq.<String>of(y -> {
                        begun.incrementAndGet();
                        return ByHand.of(start -> y.yield("x"), after -> {
                            ended.incrementAndGet();
                            after.get();
                            return Async.done();
                        });
                    })
                    .forEach(element -> used.opened());
        }

        @Override
        public void complete() {
            used.countDown();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(ended.get()).isEqualTo(begun.get());
        }
    }
}
