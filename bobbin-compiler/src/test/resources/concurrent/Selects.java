package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Latch;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Semaphore;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Selects against each other, against closed channels, and over events of several kinds. */
public class Selects {
    private static Async<Boolean> got(int element, AtomicLong sum) {
        sum.addAndGet(element);
        return done(true);
    }

    // ---- without waiting --------------------------------------------------------------------------------------------

    private static Async<Boolean> takesOne(Channel<Integer> first, Channel<Integer> second, boolean oneSelect) {
        if (oneSelect) {
            boolean taken = Select.<Boolean>of()
                    .on(first.receive(), v -> done(true))
                    .on(second.receive(), v -> done(true))
                    .orElse(() -> done(false))
                    .await();
            return done(taken);
        }
        if (Select.<Boolean>of().on(first.receive(), v -> done(true)).orElse(() -> done(false)).await()) {
            return done(true);
        }
        return done(second.tryReceive().isPresent());
    }

    /**
     * From when the task starts there is an element: in the first channel, or, once that has been taken out, in the second, where
     * it was put before. So whoever looks at the first and then at the second finds one, and so does a select, if it begins after.
     */
    @Expect("found")
    public static Async<String> withoutWaiting_findsWhatIsThere() {
        int rounds = Load.of(2_000, 100_000);
        int taken = 0;
        for (int round = 0; round < rounds; round++) {
            Channel<Integer> first = Channel.buffered(1);
            Channel<Integer> second = Channel.buffered(1);
            first.trySend(1);
            boolean oneSelect = round % 2 == 1;
            if (oneSelect) {
                second.trySend(1);
            }
            try (var scope = Scope.open()) {
                Task<Boolean> task = scope.spawn(takesOne(first, second, oneSelect));
                if (!oneSelect) {
                    second.trySend(1);
                }
                Select.<Boolean>of().on(first.receive(), v -> done(true)).orElse(() -> done(false)).await();
                Load.check(task.await(), "round %s: nothing found", round);
                scope.join().await();
            }
            taken++;
        }
        return done(taken == rounds ? "found" : "lost");
    }

    private static Async<Integer> offers(Channel<Integer> a, Channel<Integer> b, int rounds) {
        int sent = 0;
        for (int i = 0; i < rounds; i++) {
            sent += Select.<Integer>of()
                    .on(a.send(i), s -> done(1))
                    .on(b.send(i), s -> done(1))
                    .orElse(() -> done(0))
                    .await();
        }
        return done(sent);
    }

    private static Async<Integer> takes(Channel<Integer> a, Channel<Integer> b, int rounds) {
        int received = 0;
        for (int i = 0; i < rounds; i++) {
            received += Select.<Integer>of()
                    .on(a.receive(), v -> done(1))
                    .on(b.receive(), v -> done(1))
                    .orElse(() -> done(0))
                    .await();
        }
        return done(received);
    }

    private static Async<Void> race(Channel<Integer> a, Channel<Integer> b, int rounds) {
        try (var scope = Scope.open()) {
            List<Task<Integer>> offering = new ArrayList<>();
            List<Task<Integer>> taking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                offering.add(scope.spawn(offers(a, b, rounds)));
                taking.add(scope.spawn(takes(a, b, rounds)));
            }
            int balance = 0;
            for (int i = 0; i < 3; i++) {
                balance += offering.get(i).await() - taking.get(i).await();
            }
            scope.join().await();
            Load.check(balance == a.size() + b.size(), "%s sent more than received, %s, %s", balance, a, b);
        }
        Load.quiet(a);
        Load.quiet(b);
        return done();
    }

    @Expect("none is lost")
    public static Async<String> withoutWaiting_bothSides() {
        int rounds = Load.of(2_000, 100_000);
        race(Channel.rendezvous(), Channel.rendezvous(), rounds).await();
        race(Channel.buffered(1), Channel.rendezvous(), rounds).await();
        race(Channel.buffered(3), Channel.buffered(1), rounds).await();
        race(Channel.unlimited(), Channel.buffered(1), rounds).await();
        return done("none is lost");
    }

    // ---- matchmakers: each sends and receives, by one select --------------------------------------------------------

    /** Until it has sent so many; then it says so and goes on receiving until all have said so. */
    private static Async<Void> matchmaker(
            Channel<Integer> out, Channel<Integer> in, Latch finished, int count, int me, AtomicLong sent, AtomicLong received) {
        for (int i = 0; i < count; ) {
            int element = me * count + i;
            boolean hasSent = Select.<Boolean>of()
                    .on(in.receive(), v -> {
                        received.addAndGet(v);
                        return done(false);
                    })
                    .on(out.send(element), s -> done(true))
                    .await();
            if (hasSent) {
                sent.addAndGet(element);
                i++;
            }
        }
        finished.countDown();
        Select<Boolean> rest = Select.<Boolean>of()
                .on(finished.opened(), o -> done(false))
                .on(in.receive(), v -> got(v, received));
        while (rest.await()) {
            Thread.onSpinWait();
        }
        return done();
    }

    private static Async<Void> match(Channel<Integer> a, Channel<Integer> b, int tasks, int count) {
        Load.watch(a);
        Load.watch(b);
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        Latch finished = Load.watch(Latch.of(tasks));
        try (var scope = Scope.open()) {
            for (int i = 0; i < tasks; i++) {
                scope.spawn(matchmaker(i % 2 == 0 ? a : b, i % 2 == 0 ? b : a, finished, count, i, sent, received));
            }
            scope.join().await();
        }
        drain(a, received);
        drain(b, received);
        long all = (long) tasks * count;
        Load.check(sent.get() == all * (all - 1) / 2, "sent %s", sent);
        Load.check(sent.get() == received.get(), "sent %s, received %s", sent, received);
        Load.quiet(a);
        Load.quiet(b);
        return done();
    }

    private static void drain(Channel<Integer> channel, AtomicLong received) {
        for (var left = channel.tryReceive(); left.isPresent(); left = channel.tryReceive()) {
            received.addAndGet(left.get());
        }
    }

    @Expect("all matched")
    public static Async<String> matchmakers_onTwoChannels() {
        int count = Load.of(500, 100_000);
        match(Channel.rendezvous(), Channel.rendezvous(), 2, count).await();
        match(Channel.rendezvous(), Channel.rendezvous(), 12, count).await();
        match(Channel.buffered(1), Channel.rendezvous(), 12, count).await();
        return done("all matched");
    }

    @Expect("all matched")
    public static Async<String> matchmakers_onOneChannel() {
        int count = Load.of(500, 100_000);
        Channel<Integer> one = Channel.rendezvous();
        match(one, one, 6, count).await();
        Channel<Integer> buffered = Channel.buffered(2);
        match(buffered, buffered, 6, count).await();
        return done("all matched");
    }

    // ---- closed channels --------------------------------------------------------------------------------------------

    private static Async<Integer> waitsAt(List<Channel<Integer>> channels, int sendAt) {
        Select<Integer> select = Select.of();
        for (int i = 0; i < channels.size(); i++) {
            int at = i;
            if (i == sendAt) {
                select.on(channels.get(i).send(i), s -> done(100 + at));
            } else {
                select.on(channels.get(i).receive(), v -> done(at));
            }
        }
        try {
            return done(select.await());
        } catch (IllegalStateException closed) {
            return done(-1);
        }
    }

    private static Async<Void> closes(Channel<Integer> channel, boolean refuse) {
        if (refuse) {
            channel.refuse();
        } else {
            channel.close();
        }
        return done();
    }

    /** Before, while and after the select comes to wait; a send that waits is told only if it is refused. */
    @Expect("told")
    public static Async<String> closedChannel_inEveryPosition() {
        int rounds = Load.of(50, 5_000);
        int arms = 4;
        for (int round = 0; round < rounds; round++) {
            for (int position = 0; position < arms; position++) {
                List<Channel<Integer>> channels = new ArrayList<>();
                for (int i = 0; i < arms; i++) {
                    channels.add(i % 2 == 0 ? Channel.rendezvous() : Channel.buffered(1));
                }
                int sendAt = round % 3 == 0 ? position & ~1 : -1;
                try (var scope = Scope.open()) {
                    Task<Integer> waiting;
                    if (round % 2 == 0) {
                        waiting = scope.spawn(waitsAt(channels, sendAt));
                        scope.spawn(closes(channels.get(position), sendAt == position));
                    } else {
                        scope.spawn(closes(channels.get(position), sendAt == position));
                        waiting = scope.spawn(waitsAt(channels, sendAt));
                    }
                    int outcome = waiting.await();
                    Load.check(outcome == -1, "%s at position %s", outcome, position);
                    scope.join().await();
                }
                for (Channel<Integer> channel : channels) {
                    Load.quiet(channel);
                }
            }
        }
        return done("told");
    }

    // ---- events of several kinds ------------------------------------------------------------------------------------

    private static Async<Void> holder(
            Semaphore semaphore, Channel<Integer> channel, AtomicInteger holders, AtomicInteger running, int rounds) {
        Select<Boolean> select = Select.<Boolean>of()
                .on(channel.receive(), v -> done(false))
                .on(semaphore.acquire(), permit -> {
                    try (permit) {
                        Load.check(holders.incrementAndGet() == 1, "two hold one permit");
                        Bobbin.yieldNow().await();
                        holders.decrementAndGet();
                    }
                    return done(true);
                });
        for (int i = 0; i < rounds; i++) {
            select.await();
        }
        running.decrementAndGet();
        return done();
    }

    private static Async<Void> disturbs(Channel<Integer> channel, AtomicInteger running, SplittableRandom random) {
        while (running.get() > 0) {
            for (int n = random.nextInt(30); n > 0; n--) {
                Thread.onSpinWait();
            }
            channel.trySend(1);
            if (random.nextInt(8) == 0) {
                Bobbin.yieldNow().await();
            }
        }
        return done();
    }

    /** A channel that becomes ready just as a select comes to wait for a permit grants none. */
    @Expect("one at a time")
    public static Async<String> permitOrElement() {
        int rounds = Load.of(2_000, 400_000);
        SplittableRandom random = Load.random();
        Semaphore semaphore = Load.watch(Semaphore.of(1));
        Channel<Integer> channel = Load.watch(Channel.buffered(1));
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger running = new AtomicInteger(6);
        try (var scope = Scope.open()) {
            for (int i = 0; i < 6; i++) {
                scope.spawn(holder(semaphore, channel, holders, running, rounds));
            }
            scope.spawn(disturbs(channel, running, random.split()));
            scope.join().await();
        }
        Load.check(semaphore.available() == 1, "%s", semaphore);
        Load.quiet(semaphore);
        Load.quiet(channel);
        return done("one at a time");
    }
}
