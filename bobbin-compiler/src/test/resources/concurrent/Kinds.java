package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Each kind of channel with many producers and consumers, and closed by the last producer. */
public class Kinds {
    private static final int PRODUCERS = 5;
    private static final int CONSUMERS = 4;

    private record Element(int producer, int number) {}

    private static Async<Void> produce(Channel<Element> out, int producer, int each, AtomicInteger running) {
        for (int n = 0; n < each; n++) {
            out.send(new Element(producer, n)).await();
        }
        if (running.decrementAndGet() == 0) {
            out.close();
        }
        return done();
    }

    /** What one consumer has seen of each producer rises. */
    private static final class Seen {
        private final int[] last = new int[PRODUCERS];
        private final AtomicIntegerArray times;
        private final int each;

        Seen(AtomicIntegerArray times, int each) {
            this.times = times;
            this.each = each;
            Arrays.fill(last, -1);
        }

        void note(Element e) {
            Load.check(last[e.producer()] < e.number(), "%s after %s", e, last[e.producer()]);
            last[e.producer()] = e.number();
            times.incrementAndGet(e.producer() * each + e.number());
        }
    }

    private static Async<Void> iterate(Channel<Element> in, Seen seen) {
        for (var it = in.iterator(); it.next().await(); ) {
            seen.note(it.value());
        }
        return done();
    }

    private static Async<Void> receive(Channel<Element> in, Seen seen) {
        for (; ; ) {
            try {
                seen.note(in.receive().await());
            } catch (IllegalStateException closed) {
                Load.check(in.isClosed(), "%s", closed);
                return done();
            }
        }
    }

    /** The select, which is used again and again, has arms at which nothing ever happens. */
    private static Async<Void> select(Channel<Element> in, Seen seen) {
        Channel<Element> never = Channel.rendezvous();
        var it = in.iterator();
        Select<Boolean> next = Select.<Boolean>of()
                .on(never.receive(), e -> done(false))
                .on(it.next(), more -> done(more))
                .on(never.receive(), e -> done(false));
        while (next.await()) {
            seen.note(it.value());
        }
        Load.quiet(never);
        return done();
    }

    private static Async<String> run(Channel<Element> channel, int each, boolean conflates) {
        Load.watch(channel);
        AtomicInteger running = new AtomicInteger(PRODUCERS);
        AtomicIntegerArray times = new AtomicIntegerArray(PRODUCERS * each);
        List<Task<Void>> tasks = new ArrayList<>();
        try (var scope = Scope.open()) {
            for (int i = 0; i < CONSUMERS; i++) {
                Seen seen = new Seen(times, each);
                tasks.add(scope.spawn(
                        i % 3 == 0 ? iterate(channel, seen) : i % 3 == 1 ? receive(channel, seen) : select(channel, seen)));
            }
            for (int p = 0; p < PRODUCERS; p++) {
                tasks.add(scope.spawn(produce(channel, p, each, running)));
            }
            scope.join().await();
        }
        int received = 0;
        for (int i = 0; i < times.length(); i++) {
            int n = times.get(i);
            Load.check(conflates ? n <= 1 : n == 1, "%s times received: element %s", n, i);
            received += n;
        }
        Load.quiet(channel);
        Load.check(received > 0 && channel.size() == 0, "%s received, %s", received, channel);
        return done("each once");
    }

    @Expect("each once")
    public static Async<String> rendezvous() {
        return run(Channel.rendezvous(), Load.of(1_000, 500_000), false);
    }

    @Expect("each once")
    public static Async<String> bufferOfOne() {
        return run(Channel.buffered(1), Load.of(1_000, 500_000), false);
    }

    @Expect("each once")
    public static Async<String> buffered() {
        return run(Channel.buffered(100), Load.of(1_000, 500_000), false);
    }

    @Expect("each once")
    public static Async<String> unlimited() {
        return run(Channel.unlimited(), Load.of(1_000, 200_000), false);
    }

    /** Those that are replaced are not received; none is received twice or out of order. */
    @Expect("each once")
    public static Async<String> conflated() {
        return run(Channel.conflated(), Load.of(1_000, 500_000), true);
    }
}
