package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Scope;
import java.util.ArrayList;
import java.util.List;

/** Chains, trees and pools of tasks with channels between them. */
public class Pipelines {
    // ---- a sieve: each prime is a task that lets pass what it does not divide ---------------------------------------

    private static Async<Void> numbersFrom2(Channel<Integer> out) {
        for (int n = 2; ; n++) {
            out.send(n).await();
        }
    }

    private static Async<Void> filter(int prime, Channel<Integer> in, Channel<Integer> out) {
        for (; ; ) {
            int n = in.receive().await();
            if (n % prime != 0) {
                out.send(n).await();
            }
        }
    }

    private static Async<Integer> nthPrime(int nth) {
        int prime = 0;
        try (var scope = Scope.open()) {
            Channel<Integer> last = Channel.rendezvous();
            scope.spawn(numbersFrom2(last));
            for (int i = 0; i < nth; i++) {
                prime = last.receive().await();
                Channel<Integer> next = Channel.rendezvous();
                scope.spawn(filter(prime, last, next));
                last = next;
            }
            scope.cancel();
        }
        return done(prime);
    }

    @Expect("prime")
    public static Async<String> primeSieve() {
        int count = Load.of(200, 10_000);
        int last = nthPrime(count).await();
        int primes = 0;
        for (int n = 2; n <= last; n++) {
            boolean prime = true;
            for (int d = 2; prime && d * d <= n; d++) {
                prime = n % d != 0;
            }
            primes += prime ? 1 : 0;
        }
        return done(primes == count ? "prime" : "the " + count + "th prime is not " + last);
    }

    // ---- many stages ------------------------------------------------------------------------------------------------

    private static Async<Void> addOne(Channel<Long> in, Channel<Long> out) {
        for (var it = in.iterator(); it.next().await(); ) {
            out.send(it.value() + 1).await();
        }
        out.close();
        return done();
    }

    private static Async<Void> count(Channel<Long> out, int elements) {
        for (long n = 0; n < elements; n++) {
            out.send(n).await();
        }
        out.close();
        return done();
    }

    private static Async<String> stages(int stages, int elements, int capacity) {
        try (var scope = Scope.open()) {
            Channel<Long> last = Load.watch(channel(capacity));
            scope.spawn(count(last, elements));
            for (int i = 0; i < stages; i++) {
                Channel<Long> next = channel(capacity);
                scope.spawn(addOne(last, next));
                last = next;
            }
            long expected = stages;
            for (var it = last.iterator(); it.next().await(); expected++) {
                Load.check(it.value() == expected, "%s instead of %s", it.value(), expected);
            }
            scope.join().await();
            return done(expected == (long) stages + elements ? "all" : "only " + (expected - stages));
        }
    }

    private static Channel<Long> channel(int capacity) {
        return capacity == 0 ? Channel.rendezvous() : Channel.buffered(capacity);
    }

    @Expect("all")
    public static Async<String> manyStages_rendezvous() {
        return stages(Load.of(20, 1_000), Load.of(500, 100_000), 0);
    }

    @Expect("all")
    public static Async<String> manyStages_buffered() {
        return stages(Load.of(20, 1_000), Load.of(2_000, 1_000_000), 100);
    }

    // ---- fan-in, fan-out, pool --------------------------------------------------------------------------------------

    private static Async<Void> forward(Channel<Long> in, Channel<Long> out) {
        for (var it = in.iterator(); it.next().await(); ) {
            out.send(it.value()).await();
        }
        return done();
    }

    private static Async<Void> closeAfter(List<? extends Async<Void>> tasks, Channel<Long> closed) {
        for (Async<Void> task : tasks) {
            task.await();
        }
        closed.close();
        return done();
    }

    private static Async<Long> sum(Channel<Long> in) {
        long sum = 0;
        for (var it = in.iterator(); it.next().await(); ) {
            sum += it.value();
        }
        return done(sum);
    }

    @Expect("all")
    public static Async<String> fanIn() {
        int sources = 16;
        int each = Load.of(500, 100_000);
        try (var scope = Scope.open()) {
            Channel<Long> merged = Load.watch(Channel.buffered(4));
            List<Async<Void>> forwarders = new ArrayList<>();
            for (int i = 0; i < sources; i++) {
                Channel<Long> source = channel(i % 3);
                scope.spawn(count(source, each));
                forwarders.add(scope.spawn(forward(source, merged)));
            }
            scope.spawn(closeAfter(forwarders, merged));
            long sum = sum(merged).await();
            scope.join().await();
            return done(sum == (long) sources * each * (each - 1) / 2 ? "all" : "sum " + sum);
        }
    }

    @Expect("all")
    public static Async<String> fanOut() {
        int elements = Load.of(5_000, 1_000_000);
        try (var scope = Scope.open()) {
            Channel<Long> source = Load.watch(Channel.rendezvous());
            List<Async<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                sums.add(scope.spawn(sum(source)));
            }
            scope.spawn(count(source, elements));
            long total = 0;
            for (Async<Long> sum : sums) {
                total += sum.await();
            }
            scope.join().await();
            return done(total == (long) elements * (elements - 1) / 2 ? "all" : "sum " + total);
        }
    }

    private record Job(int number, Channel<Integer> reply) {}

    private static Async<Void> worker(Channel<Job> jobs) {
        for (var it = jobs.iterator(); it.next().await(); ) {
            Job job = it.value();
            job.reply().send(job.number() * 3).await();
        }
        return done();
    }

    private static Async<Void> submit(int count, Channel<Job> jobs, Channel<Channel<Integer>> replies) {
        for (int n = 0; n < count; n++) {
            Channel<Integer> reply = n % 2 == 0 ? Channel.rendezvous() : Channel.buffered(1);
            jobs.send(new Job(n, reply)).await();
            replies.send(reply).await();
        }
        jobs.close();
        replies.close();
        return done();
    }

    /** Any worker does a job, the results come in the order of the jobs. */
    @Expect("in order")
    public static Async<String> workerPool() {
        int count = Load.of(3_000, 300_000);
        try (var scope = Scope.open()) {
            Channel<Job> jobs = Load.watch(Channel.buffered(2));
            Channel<Channel<Integer>> replies = Load.watch(Channel.buffered(20));
            for (int i = 0; i < 8; i++) {
                scope.spawn(worker(jobs));
            }
            scope.spawn(submit(count, jobs, replies));
            int next = 0;
            for (var it = replies.iterator(); it.next().await(); next++) {
                int result = it.value().receive().await();
                Load.check(result == 3 * next, "%s as the result of job %s", result, next);
            }
            scope.join().await();
            return done(next == count ? "in order" : "only " + next);
        }
    }
}
