package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.AsyncYielder;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Local;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sequences whose bodies yield and await, and those made of them. */
public class Sequences {
    private static Async<Long> identity(long n) {
        if (n % 3 == 0) {
            Bobbin.yieldNow().await();
        }
        return done(n);
    }

    private static AsyncSeq<Long> numbers(int count) {
        return AsyncSeq.of(y -> {
            for (long n = 1; n <= count; n++) {
                y.yield(identity(n).await()).await();
            }
            return done();
        });
    }

    private static Async<Long> sum(AsyncSeq<Long> seq) {
        long sum = 0;
        for (var it = seq.iterator(); it.next().await(); ) {
            sum += it.value();
        }
        return done(sum);
    }

    @Expect("the sum")
    public static Async<String> loop() {
        int count = Load.of(1_000, 1_000_000);
        long sum = sum(numbers(count)).await();
        return done(sum == count * (count + 1L) / 2 ? "the sum" : "not " + sum);
    }

    // ---- a body that hands its yielder to methods of its own ---------------------------------------------------------

    private static Async<Integer> walk(AsyncYielder<Integer> y, int depth, int first) {
        if (depth == 0) {
            y.yield(first).await();
            return done(first + 1);
        }
        int next = walk(y, depth - 1, first).await();
        Bobbin.yieldNow().await();
        return done(walk(y, depth - 1, next).await());
    }

    @Expect("in order")
    public static Async<String> recursion() {
        int depth = 8;
        int expected = 0;
        AsyncSeq<Integer> leaves = AsyncSeq.of(y -> {
            walk(y, depth, 0).await();
            return done();
        });
        for (var it = leaves.iterator(); it.next().await(); expected++) {
            if (it.value() != expected) {
                return done(it.value() + " instead of " + expected);
            }
        }
        return done(expected == 1 << depth ? "in order" : "only " + expected);
    }

    // ---- bodies in bodies -------------------------------------------------------------------------------------------

    private static AsyncSeq<Long> through(AsyncSeq<Long> source) {
        return AsyncSeq.of(y -> {
            var it = source.iterator();
            try {
                while (it.next().await()) {
                    y.yield(it.value()).await();
                }
            } finally {
                it.close().await();
            }
            return done();
        });
    }

    @Expect("the sum")
    public static Async<String> nested() {
        int count = Load.of(200, 10_000);
        AsyncSeq<Long> seq = numbers(count);
        for (int i = 0; i < 20; i++) {
            seq = through(seq);
        }
        long sum = sum(seq).await();
        return done(sum == count * (count + 1L) / 2 ? "the sum" : "not " + sum);
    }

    // ---- all kinds of waits in a body, and results of all kinds -----------------------------------------------------

    private static Async<Double> half(int n) {
        Bobbin.yieldNow().await();
        return done(n / 2.0);
    }

    private static Async<Boolean> sent(Channel<Integer> channel, int n) {
        channel.send(n).await();
        return done(true);
    }

    private static Async<Void> fails() throws IOException {
        Bobbin.yieldNow().await();
        throw new IOException("io");
    }

    private static Async<String> everything() {
        Channel<Integer> channel = Channel.rendezvous();
        AsyncSeq<String> seq = AsyncSeq.of(y -> {
            try (var scope = Scope.open()) {
                Task<Boolean> send = scope.spawn(sent(channel, 4));
                int got = channel.receive().await();
                scope.join().await();
                boolean was = send.await();
                if (!was || got != 4) {
                    throw new AssertionError("got " + got);
                }
            }
            y.yield("scope").await();
            double d = half(3).await();
            y.yield("double " + d).await();
            Clock.sleep(Duration.ofNanos(1)).await();
            y.yield("sleep").await();
            List<Double> all = Async.all(List.of(half(1), half(2))).await();
            y.yield("all " + all).await();
            try (var scope = Scope.open()) {
                scope.spawn(sent(channel, 5));
                String selected = Select.<String>of()
                        .on(channel.receive(), n -> done("received " + n))
                        .on(Clock.sleep(Duration.ofDays(1)), late -> done("late"))
                        .await();
                scope.join().await();
                if (!selected.equals("received 5")) {
                    throw new AssertionError(selected);
                }
            }
            Select.<Void>of().on(Clock.sleep(Duration.ofNanos(1)), slept -> y.yield("select")).await();
            try {
                fails().await();
            } catch (IOException e) {
                y.yield(e.getMessage()).await();
            }
            return done();
        });
        return done(String.join(", ", seq.toList().await()));
    }

    @Expect("scope, double 1.5, sleep, all [0.5, 1.0], select, io")
    public static Async<String> everyKindOfWait() {
        return everything();
    }

    // ---- leaving early ----------------------------------------------------------------------------------------------

    private static AsyncSeq<Integer> cleaning(AtomicInteger open) {
        return AsyncSeq.of(y -> {
            open.incrementAndGet();
            try {
                for (int n = 0; ; n++) {
                    y.yield(n).await();
                    if (n % 2 == 0) {
                        Bobbin.yieldNow().await();
                    }
                }
            } finally {
                Bobbin.yieldNow().await();
                open.decrementAndGet();
            }
        });
    }

    private static Async<Integer> firstAbove(AsyncSeq<Integer> seq, int bound) {
        var it = seq.iterator();
        try {
            while (it.next().await()) {
                if (it.value() > bound) {
                    return done(it.value());
                }
            }
        } finally {
            it.close().await();
        }
        return done(-1);
    }

    @Expect("clean")
    public static Async<String> early() {
        AtomicInteger open = new AtomicInteger();
        for (int i = 0; i < Load.of(100, 10_000); i++) {
            int found = firstAbove(cleaning(open), i % 10).await();
            if (found != i % 10 + 1 || open.get() != 0) {
                return done(found + ", open " + open);
            }
            int last = cleaning(open).buffered(3).map(n -> n + 1).take(5).fold(0, Integer::sum).await();
            if (last != 15 || open.get() != 0) {
                return done(last + ", open " + open);
            }
        }
        return done("clean");
    }

    // ---- cancelled at any moment: what was received is in the channel, or was handed out ------------------------------

    private static Async<Void> collect(AsyncSeq<Integer> seq, List<Integer> into) {
        for (var it = seq.iterator(); it.next().await(); ) {
            into.add(it.value());
        }
        return done();
    }

    private static Async<Void> yieldSometimes(int times) {
        for (int i = 0; i < times; i++) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    private static Async<Void> sendAll(Channel<Integer> channel, int count) {
        for (int n = 0; n < count; n++) {
            channel.send(n).await();
        }
        channel.close();
        return done();
    }

    private static Async<String> round(SplittableRandom random) {
        int count = 40;
        Channel<Integer> channel = random.nextBoolean() ? Channel.rendezvous() : Channel.buffered(4);
        List<Integer> got = new ArrayList<>();
        AsyncSeq<Integer> passed = AsyncSeq.of(y -> {
            for (var it = channel.iterator(); it.next().await(); ) {
                y.yield(it.value()).await(); // nothing is awaited between the receive and this
            }
            return done();
        });
        try (var scope = Scope.open()) {
            scope.spawn(sendAll(channel, count));
            while (!channel.isClosed() || channel.size() > 0) {
                Task<Void> collector = scope.spawn(collect(
                        random.nextBoolean() ? channel.elements().map(n -> n) : passed.filter(n -> true), got));
                yieldSometimes(random.nextInt(6)).await();
                collector.cancel();
                try {
                    collector.await();
                } catch (CancellationException e) {
                    continue;
                }
            }
            scope.cancel();
        }
        for (int n = 0; n < got.size(); n++) {
            if (got.get(n) != n) {
                return done(n + " has become " + got.get(n));
            }
        }
        return done(got.size() == count ? "" : got.size() + " of " + count);
    }

    @Expect("each once")
    public static Async<String> cancelledAnyTime() {
        SplittableRandom random = Load.random();
        for (int i = 0; i < Load.of(30, 3_000); i++) {
            String wrong = round(random).await();
            if (!wrong.isEmpty()) {
                return done("round " + i + ": " + wrong);
            }
        }
        return done("each once");
    }

    // ---- beside the consumer ----------------------------------------------------------------------------------------

    @Expect("all of all")
    public static Async<String> merged() {
        int count = Load.of(300, 30_000);
        AsyncSeq<Long> merged = AsyncSeq.merge(
                numbers(count), numbers(count).buffered(5), numbers(count).mapAsync(4, n -> identity(n)));
        long sum = sum(merged).await();
        return done(sum == 3 * (count * (count + 1L) / 2) ? "all of all" : "not " + sum);
    }

    @Expect("in order, never more than 4")
    public static Async<String> mappedInOrder() {
        int count = Load.of(300, 30_000);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long expected = 1;
        var it = numbers(count)
                .mapAsync(4, n -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    yieldSometimes((int) (n * 7 % 5)).await();
                    running.decrementAndGet();
                    return done(n);
                })
                .iterator();
        for (; it.next().await(); expected++) {
            if (it.value() != expected) {
                return done(it.value() + " instead of " + expected);
            }
        }
        return done("in order, never more than " + (most.get() <= 4 ? 4 : most.get()));
    }

    @Expect("no element after PT0.001S")
    public static Async<String> limited() {
        AsyncSeq<Integer> slow = AsyncSeq.of(y -> {
            y.yield(1).await();
            Clock.sleep(Duration.ofDays(1)).await();
            y.yield(2).await();
            return done();
        });
        try {
            slow.timeout(Duration.ofMillis(1)).drop(1).toList().await();
            return done("both");
        } catch (Exception e) {
            return done(e instanceof TimeoutException ? e.getMessage() : e.toString());
        }
    }

    private static final Local<String> NAME = Local.of();

    private static AsyncSeq<String> names() {
        return AsyncSeq.of(y -> {
            for (int i = 0; i < 2; i++) {
                Bobbin.yieldNow().await();
                y.yield(NAME.orElse("nobody")).await();
            }
            return done();
        });
    }

    @Expect("[Ada, Ada] [Ada, Ada] [nobody, nobody]")
    public static Async<String> locals() {
        String inside = NAME.where("Ada", () -> {
                    List<String> here = names().toList().await();
                    List<String> beside = names().buffered(2).toList().await();
                    return done(here + " " + beside);
                })
                .await();
        return done(inside + " " + names().toList().await());
    }

    // ---- clean-up of what runs beside ---------------------------------------------------------------------------------

    private static AsyncSeq<Integer> tidy(AtomicInteger begun, AtomicInteger finished) {
        return AsyncSeq.of(y -> {
            try {
                for (int i = 0; ; i++) {
                    Bobbin.yieldNow().await();
                    y.yield(i).await();
                }
            } finally {
                begun.incrementAndGet();
                Bobbin.yieldNow().await(); // others have failed, or been cancelled, by now
                Clock.sleep(Duration.ofNanos(1)).await();
                finished.incrementAndGet();
            }
        });
    }

    private static AsyncSeq<Integer> failing(int after) {
        return AsyncSeq.of(y -> {
            for (int i = 0; i < after; i++) {
                Bobbin.yieldNow().await();
                y.yield(i).await();
            }
            throw new IOException("of a source");
        });
    }

    @Expect("whole")
    public static Async<String> cleanUpOfOthers_whenASourceFails() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        int rounds = Load.of(100, 10_000);
        for (int round = 0; round < rounds; round++) {
            try {
                AsyncSeq.merge(tidy(begun, finished), failing(round % 4), tidy(begun, finished).buffered(1 + round % 3))
                        .toList()
                        .await();
                return done("did not fail");
            } catch (Exception e) {
                if (!(e instanceof IOException)) {
                    return done(e.toString());
                }
            }
            if (begun.get() != finished.get()) {
                return done(finished + " of " + begun + " in round " + round);
            }
        }
        return done("whole");
    }

    private static AsyncSeq<Integer> endless() {
        return AsyncSeq.of(y -> {
            for (int i = 0; ; i++) {
                y.yield(i).await();
            }
        });
    }

    @Expect("out of time")
    public static Async<String> timeLimit_ofWhatNeverWaits_isTheLimitsFailure() {
        List<AsyncSeq<Integer>> kinds = List.of(
                endless(), endless().buffered(4), AsyncSeq.merge(endless(), endless()), endless().mapAsync(2, i -> done(i)));
        int rounds = Load.of(2, 100);
        for (int round = 0; round < rounds; round++) {
            for (AsyncSeq<Integer> each : kinds) {
                try {
                    each.count().timeout(Duration.ofMillis(2)).await();
                    return done("has ended");
                } catch (Exception e) {
                    if (!(e instanceof TimeoutException)) {
                        return done(e.toString());
                    }
                }
            }
        }
        return done("out of time");
    }
}
