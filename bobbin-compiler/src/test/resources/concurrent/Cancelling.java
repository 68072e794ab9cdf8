package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Producers and consumers that are cancelled at any moment: an element whose send was done is received once, or is still in the
 * channel; one whose send was not done is never received.
 */
public class Cancelling {
    private static final int PRODUCERS = 3;
    private static final int CONSUMERS = 3;
    private static final int EACH = 30;

    /** What has been sent and received of the elements of one round. */
    private static final class Ledger {
        final AtomicIntegerArray sent = new AtomicIntegerArray(PRODUCERS * EACH);
        final AtomicIntegerArray received = new AtomicIntegerArray(PRODUCERS * EACH);

        Async<Boolean> gets(int element) {
            received.incrementAndGet(element);
            return done(true);
        }

        Async<Boolean> hasSent(int element) {
            sent.incrementAndGet(element);
            return done(true);
        }

        void check(int round, Channel<?> channel) {
            for (int i = 0; i < sent.length(); i++) {
                Load.check(
                        sent.get(i) == received.get(i) && sent.get(i) <= 1,
                        "round %s, element %s: sent %s, received %s, %s",
                        round,
                        i,
                        sent.get(i),
                        received.get(i),
                        channel);
            }
        }
    }

    /** How a task comes to its elements. */
    private enum Way {
        PLAIN,
        ITERATOR,
        SELECT,
        SELECT_AGAIN,
        TIMEOUT,
        BOTH_ENDS
    }

    private static Async<Void> produce(Channel<Integer> out, int producer, Way way, Ledger ledger) {
        Channel<Integer> never = Channel.rendezvous();
        try {
            for (int n = producer * EACH; n < (producer + 1) * EACH; n++) {
                int element = n;
                switch (way) {
                    case SELECT:
                    case SELECT_AGAIN:
                        Select.<Boolean>of()
                                .on(never.receive(), v -> done(false))
                                .on(out.send(element), s -> ledger.hasSent(element))
                                .await();
                        break;
                    case BOTH_ENDS:
                        while (!Select.<Boolean>of()
                                .on(out.receive(), v -> {
                                    ledger.gets(v);
                                    return done(false);
                                })
                                .on(out.send(element), s -> ledger.hasSent(element))
                                .await()) {
                            Thread.onSpinWait();
                        }
                        break;
                    case TIMEOUT:
                        try {
                            out.send(element).timeout(Duration.ofNanos(element % 7 * 3_000)).await();
                            ledger.hasSent(element);
                        } catch (Exception late) {
                            Load.check(late instanceof TimeoutException, "%s", late);
                        }
                        break;
                    default:
                        out.send(element).await();
                        ledger.hasSent(element);
                }
            }
        } finally {
            Load.quiet(never);
        }
        return done();
    }

    private static Async<Void> consume(Channel<Integer> in, Way way, Ledger ledger) {
        Channel<Integer> never = Channel.rendezvous();
        Select<Boolean> again = Select.<Boolean>of()
                .on(in.receive(), v -> ledger.gets(v))
                .on(Clock.sleep(Duration.ofDays(1)), late -> done(false))
                .on(never.send(1), s -> done(false));
        var it = in.iterator();
        try {
            for (; ; ) {
                switch (way) {
                    case ITERATOR:
                        it.next().await();
                        ledger.gets(it.value());
                        break;
                    case SELECT:
                        Select.<Boolean>of()
                                .on(never.receive(), v -> done(false))
                                .on(in.receive(), v -> ledger.gets(v))
                                .await();
                        break;
                    case SELECT_AGAIN:
                        again.await();
                        break;
                    case TIMEOUT:
                        try {
                            ledger.gets(in.receive().timeout(Duration.ofNanos(5_000)).await());
                        } catch (Exception late) {
                            Load.check(late instanceof TimeoutException, "%s", late);
                        }
                        break;
                    default:
                        ledger.gets(in.receive().await());
                }
            }
        } finally {
            Load.quiet(never);
        }
    }

    private static Async<Void> cancelAll(List<Task<Void>> tasks, SplittableRandom random) {
        for (Task<Void> task : tasks) {
            for (int n = random.nextInt(12); n > 0; n--) {
                Bobbin.yieldNow().await();
            }
            for (int n = random.nextInt(200); n > 0; n--) {
                Thread.onSpinWait();
            }
            task.cancel();
        }
        return done();
    }

    private static Async<Void> round(int round, Channel<Integer> channel, Way way, SplittableRandom random) {
        Load.watch(channel);
        Ledger ledger = new Ledger();
        List<Task<Void>> tasks = new ArrayList<>();
        try (var scope = Scope.open()) {
            for (int i = 0; i < Math.max(PRODUCERS, CONSUMERS); i++) {
                Way its = i == 0 ? Way.PLAIN : way;
                tasks.add(random.nextInt(tasks.size() + 1), scope.spawn(consume(channel, its, ledger)));
                tasks.add(random.nextInt(tasks.size() + 1), scope.spawn(produce(channel, i, its, ledger)));
            }
            scope.spawn(cancelAll(tasks.subList(0, tasks.size() / 2), random.split()));
            scope.spawn(cancelAll(tasks.subList(tasks.size() / 2, tasks.size()), random.split()));
            for (Task<Void> task : tasks) {
                try {
                    task.await();
                } catch (CancellationException cancelled) {
                    continue; // as it was asked to
                }
            }
            scope.join().await();
        }
        for (var left = channel.tryReceive(); left.isPresent(); left = channel.tryReceive()) {
            ledger.gets(left.get());
        }
        ledger.check(round, channel);
        Load.quiet(channel);
        Load.unwatch();
        return done();
    }

    private static Async<String> rounds(Way way) {
        int rounds = Load.of(150, 150_000);
        SplittableRandom random = Load.random();
        for (int round = 0; round < rounds; round++) {
            round(round, Channel.rendezvous(), way, random).await();
            round(round, Channel.buffered(1), way, random).await();
            round(round, Channel.buffered(5), way, random).await();
            round(round, Channel.unlimited(), way, random).await();
        }
        return done("none lost, none doubled");
    }

    @Expect("none lost, none doubled")
    public static Async<String> sendsAndReceives() {
        return rounds(Way.PLAIN);
    }

    @Expect("none lost, none doubled")
    public static Async<String> iterators() {
        return rounds(Way.ITERATOR);
    }

    @Expect("none lost, none doubled")
    public static Async<String> selects() {
        return rounds(Way.SELECT);
    }

    @Expect("none lost, none doubled")
    public static Async<String> selectsUsedAgain() {
        return rounds(Way.SELECT_AGAIN);
    }

    @Expect("none lost, none doubled")
    public static Async<String> selectsWithBothEnds() {
        return rounds(Way.BOTH_ENDS);
    }

    @Expect("none lost, none doubled")
    public static Async<String> timeLimits() {
        return rounds(Way.TIMEOUT);
    }

    // ---- one hand-over, very often ----------------------------------------------------------------------------------

    private static Async<Integer> receivesOne(Channel<Integer> channel, AtomicInteger received, boolean select) {
        if (select) {
            Channel<Integer> never = Channel.rendezvous();
            Select.<Integer>of()
                    .on(channel.receive(), v -> done(received.incrementAndGet()))
                    .on(never.receive(), v -> done(0))
                    .await();
        } else {
            channel.receive().await();
            received.incrementAndGet();
        }
        return done(1);
    }

    private static Async<Integer> sendsOne(Channel<Integer> channel, AtomicInteger sent, boolean select) {
        if (select) {
            Channel<Integer> never = Channel.rendezvous();
            Select.<Integer>of()
                    .on(never.receive(), v -> done(0))
                    .on(channel.send(1), s -> done(sent.incrementAndGet()))
                    .await();
        } else {
            channel.send(1).await();
            sent.incrementAndGet();
        }
        return done(1);
    }

    private static Async<Void> cancels(Task<Integer> task, int after) {
        for (int n = after; n > 0; n--) {
            Thread.onSpinWait();
        }
        task.cancel();
        return done();
    }

    /** Both ends of one hand-over are cancelled just as it happens: it has happened for both or for neither. */
    @Expect("for both or neither")
    public static Async<String> oneHandOver() {
        int rounds = Load.of(2_000, 1_000_000);
        SplittableRandom random = Load.random();
        Channel<Integer> channel = Load.watch(Channel.rendezvous());
        for (int round = 0; round < rounds; round++) {
            AtomicInteger sent = new AtomicInteger();
            AtomicInteger received = new AtomicInteger();
            try (var scope = Scope.open()) {
                var receiver = scope.spawn(receivesOne(channel, received, random.nextBoolean()));
                if (random.nextBoolean()) {
                    Bobbin.yieldNow().await();
                }
                var sender = scope.spawn(sendsOne(channel, sent, random.nextBoolean()));
                if (random.nextBoolean()) {
                    Bobbin.yieldNow().await();
                }
                scope.spawn(cancels(receiver, random.nextInt(300)));
                scope.spawn(cancels(sender, random.nextInt(300)));
                for (Task<Integer> task : List.of(receiver, sender)) {
                    try {
                        task.await();
                    } catch (CancellationException cancelled) {
                        continue; // before the hand-over
                    }
                }
                scope.join().await();
            }
            Load.check(sent.get() == received.get(), "round %s: %s sent, %s received", round, sent, received);
            Load.quiet(channel);
        }
        return done("for both or neither");
    }
}
