package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Operations that wait for computations: their parts, children, tasks. Each of those receives from a channel. */
final class PartWaits {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Local<String> LOCAL = Local.of();

    private PartWaits() {}

    static Stream<Arguments> all() {
        return Stream.of(
                CancellationTest.wait("Async.all", () -> new Parts(2, (parts, unused) -> Async.all(parts, unused))),
                CancellationTest.wait("Async.race", () -> new Parts(1, (parts, unused) -> Async.race(parts, unused))),
                CancellationTest.wait("Async.any", () -> new Parts(1, (parts, unused) -> Async.any(parts, unused))),
                CancellationTest.wait("Async.timeout", () -> new One(part -> part.timeout(DAY))),
                CancellationTest.wait("Local.where", () -> new One(part -> LOCAL.where("x", () -> part))),
                CancellationTest.wait("Async.retry", () -> new One(part -> Async.retry(Retry.times(3), () -> part))),
                CancellationTest.wait("Async.parallelMap", Map::new),
                CancellationTest.wait("Async.uncancellable", Held::new),
                CancellationTest.wait("Async.from", AsyncStage::new),
                CancellationTest.wait("Task", Joined::new),
                CancellationTest.wait("Scope.join", Join::new),
                CancellationTest.wait("Scope.close", Close::new));
    }

    /** So many parts; what they have received is in the result, or was given back. */
    private static final class Parts implements Wait {
        private final List<Channel<String>> channels = new ArrayList<>();
        private final List<String> unused = new ArrayList<>();
        private final BiFunction<List<Async<String>>, Consumer<String>, Async<?>> group;
        private int sent;

        Parts(int count, BiFunction<List<Async<String>>, Consumer<String>, Async<?>> group) {
            this.group = group;
            for (int i = 0; i < count; i++) {
                channels.add(Channel.buffered(1));
            }
        }

        @Override
        public Async<?> operation() {
            return group.apply(channels.stream().map(Channel::receive).toList(), unused::add);
        }

        @Override
        public int steps() {
            return channels.size();
        }

        @Override
        public void complete() {
            channels.get(sent).trySend("x" + sent);
            sent++;
        }

        @Override
        public void check(boolean returned, Object result) {
            List<String> found = new ArrayList<>(unused);
            channels.forEach(channel -> channel.tryReceive().ifPresent(found::add));
            if (returned) {
                found.addAll(
                        result instanceof List<?> several
                                ? several.stream().map(String.class::cast).toList()
                                : List.of((String) result));
            }
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(channels.size() == 1 ? List.of("x0") : List.of("x0", "x1"));
        }
    }

    /** Around one part, whose result it has if that has one. */
    private static final class One implements Wait {
        private final Channel<String> channel = Channel.buffered(1);
        private final Function<Async<String>, Async<String>> around;

        One(Function<Async<String>, Async<String>> around) {
            this.around = around;
        }

        @Override
        public Async<?> operation() {
            return around.apply(channel.receive());
        }

        @Override
        public void complete() {
            channel.trySend("x");
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? "x" : null);
            assertThat(channel.tryReceive().orElse("none")).isEqualTo(returned ? "none" : "x");
        }
    }

    /** One after the other; nobody takes back what the calls have done. */
    private static final class Map implements Wait {
        private final Channel<String> channel = Channel.buffered(2);

        @Override
        public Async<?> operation() {
            return Async.parallelMap(List.of(1, 2), 1, n -> channel.receive());
        }

        @Override
        public int steps() {
            return 2;
        }

        @Override
        public void complete() {
            channel.trySend("x");
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? List.of("x", "x") : null);
            if (returned) {
                assertThat(channel.size()).isZero();
            }
        }
    }

    private static final class Held implements Wait {
        private final Channel<String> channel = Channel.buffered(1);

        @Override
        public Async<?> operation() {
            return Async.uncancellable(channel.receive());
        }

        @Override
        public void complete() {
            channel.trySend("x");
        }

        @Override
        public boolean endsFirst() {
            return true;
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo("x");
        }
    }

    private static final class AsyncStage implements Wait {
        private final CompletableFuture<String> future = new CompletableFuture<>();

        @Override
        public Async<?> operation() {
            return Async.from(future);
        }

        @Override
        public void complete() {
            future.complete("x");
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? "x" : null);
            assertThat(future).isDone();
            if (returned) {
                assertThat(future).isNotCancelled();
            }
        }
    }

    private static final class Joined implements Wait {
        private final Channel<String> channel = Channel.buffered(1);
        private Scheduler scheduler;
        private Task<String> other;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.scheduler = scheduler;
            other = scheduler.start(ByHand.awaiting(channel.receive()));
        }

        @Override
        public Async<?> operation() {
            return other;
        }

        @Override
        public void complete() {
            channel.trySend("x");
            scheduler.run(Bobbin::yieldNow);
        }

        /** That one goes on. */
        @Override
        public void check(boolean returned, Object result) {
            assertThat(result).isEqualTo(returned ? "x" : null);
            assertThat(scheduler.<String>run(() -> other)).isEqualTo("x");
        }
    }

    /** Emitted code awaits a scope where it is closed. */
    private static Async<Void> closing(Scope scope) {
        return new Async<>() {
            @Override
            protected Object start(Context context) {
                return Abi.await(scope, context);
            }
        };
    }

    private static final class Join implements Wait {
        private final Channel<String> channel = Channel.rendezvous();
        private Scope scope;
        private Task<String> child;

        @Override
        public Async<?> operation() {
            return ByHand.of(
                    start -> {
                        scope = Scope.open();
                        child = scope.spawn(channel.receive());
                        return scope.join();
                    },
                    joined -> new Async<Object>() {
                        @Override
                        protected Object start(Context context) {
                            return Abi.await(ByHand.of(now -> closing(scope), closed -> done(joined.get())), context);
                        }
                    });
        }

        @Override
        public void complete() {
            channel.trySend("x");
        }

        @Override
        public boolean returnsOnceLetGo() {
            return false;
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(channel).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
            if (child != null) {
                assertThat(child.isDone()).isTrue();
            }
            if (returned) {
                assertThat(child.hasSucceeded()).isTrue();
            }
        }
    }

    /** A child that does not let itself be cancelled is waited for. */
    private static final class Close implements Wait {
        private final Channel<String> channel = Channel.buffered(1);
        private Task<String> child;

        @Override
        public Async<?> operation() {
            return ByHand.of(start -> {
                Scope scope = Scope.open();
                child = scope.spawn(Async.uncancellable(channel.receive()));
                scope.cancel();
                return closing(scope);
            });
        }

        @Override
        public void complete() {
            channel.trySend("x");
        }

        @Override
        public boolean endsFirst() {
            return true;
        }

        @Override
        public boolean returnsOnceLetGo() {
            return false;
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(child.hasSucceeded()).isTrue();
            assertThat(channel.size()).isZero();
        }
    }
}
