package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Latch;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Plain threads, which block, at one end, and coroutines at the other; the threads may be interrupted. */
public class Doors {
    /** Its end, well or badly, is counted. */
    private static Thread thread(Latch ended, List<Throwable> failures, Runnable body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable t) { // shown by the case
                synchronized (failures) {
                    failures.add(t);
                }
            } finally {
                ended.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void checkNone(List<Throwable> failures) {
        synchronized (failures) {
            for (Throwable failure : failures) {
                throw new AssertionError("in a thread", failure);
            }
        }
    }

    private static Async<Void> produce(Channel<Integer> out, int elements) {
        for (int n = 0; n < elements; n++) {
            out.send(n).await();
        }
        return done();
    }

    private static Async<Long> sum(Channel<Integer> in) {
        long sum = 0;
        for (var it = in.iterator(); it.next().await(); ) {
            sum += it.value();
        }
        return done(sum);
    }

    private static void sumBlocking(Channel<Integer> in, AtomicLong sum) {
        for (; ; ) {
            try {
                sum.addAndGet(in.receiveBlocking());
            } catch (IllegalStateException closed) {
                Load.check(in.isClosed(), "%s", closed);
                return;
            }
        }
    }

    private static Async<Void> fromCoroutines(Channel<Integer> channel, int elements) {
        Load.watch(channel);
        Latch ended = Load.watch(Latch.of(2));
        List<Throwable> failures = new ArrayList<>();
        AtomicLong sum = new AtomicLong();
        for (int i = 0; i < 2; i++) {
            thread(ended, failures, () -> sumBlocking(channel, sum));
        }
        try (var scope = Scope.open()) {
            scope.spawn(produce(channel, elements));
            scope.spawn(produce(channel, elements));
            scope.join().await();
        }
        channel.close();
        ended.opened().await();
        checkNone(failures);
        Load.check(sum.get() == (long) elements * (elements - 1), "sum %s", sum);
        Load.quiet(channel);
        return done();
    }

    private static Async<Void> toCoroutines(Channel<Integer> channel, int elements) {
        Load.watch(channel);
        Latch ended = Load.watch(Latch.of(2));
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            thread(ended, failures, () -> {
                for (int n = 0; n < elements; n++) {
                    channel.sendBlocking(n);
                }
            });
        }
        try (var scope = Scope.open()) {
            var one = scope.spawn(sum(channel));
            var other = scope.spawn(sum(channel));
            ended.opened().await();
            channel.close();
            long sum = one.await() + other.await();
            checkNone(failures);
            Load.check(sum == (long) elements * (elements - 1), "sum %s", sum);
            scope.join().await();
        }
        Load.quiet(channel);
        return done();
    }

    @Expect("all")
    public static Async<String> threadsReceive() {
        int elements = Load.of(300, 50_000);
        fromCoroutines(Channel.rendezvous(), elements).await();
        fromCoroutines(Channel.buffered(3), elements).await();
        return done("all");
    }

    @Expect("all")
    public static Async<String> threadsSend() {
        int elements = Load.of(300, 50_000);
        toCoroutines(Channel.rendezvous(), elements).await();
        toCoroutines(Channel.buffered(3), elements).await();
        return done("all");
    }

    // ---- interrupted threads ----------------------------------------------------------------------------------------

    /** Counts what it has got, also if that came together with an interrupt, which is set then. */
    private static void receiveInterrupted(Channel<Integer> in, AtomicLong sum, AtomicInteger interrupts) {
        for (; ; ) {
            try {
                sum.addAndGet(in.receiveBlocking());
            } catch (CancellationException interrupted) {
                Load.check(Thread.currentThread().isInterrupted(), "the interrupt is gone");
            } catch (IllegalStateException closed) {
                Load.check(in.isClosed(), "%s", closed);
                return;
            }
            if (Thread.interrupted()) {
                interrupts.incrementAndGet();
            }
        }
    }

    private static void sendInterrupted(Channel<Integer> out, AtomicLong sum, int elements) {
        for (int n = 0; n < elements; n++) {
            try {
                out.sendBlocking(n);
                sum.addAndGet(n);
            } catch (CancellationException interrupted) {
                Load.check(Thread.currentThread().isInterrupted(), "the interrupt is gone");
            }
            Thread.interrupted();
        }
    }

    private static Async<Void> interrupt(List<Thread> threads, AtomicBoolean enough, SplittableRandom random) {
        while (!enough.get()) {
            threads.get(random.nextInt(threads.size())).interrupt();
            for (int n = random.nextInt(4); n >= 0; n--) {
                Bobbin.yieldNow().await();
            }
        }
        return done();
    }

    @Expect("none lost")
    public static Async<String> interruptedReceivers() {
        int elements = Load.of(300, 50_000);
        Channel<Integer> channel = Load.watch(Channel.rendezvous());
        Latch ended = Load.watch(Latch.of(2));
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicLong sum = new AtomicLong();
        AtomicInteger interrupts = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        for (int i = 0; i < 2; i++) {
            threads.add(thread(ended, failures, () -> receiveInterrupted(channel, sum, interrupts)));
        }
        try (var scope = Scope.open()) {
            scope.spawn(interrupt(threads, enough, Load.random()));
            produce(channel, elements).await();
            enough.set(true);
            scope.join().await();
        }
        channel.close();
        ended.opened().await();
        checkNone(failures);
        Load.quiet(channel);
        return done(sum.get() == (long) elements * (elements - 1) / 2 ? "none lost" : "sum " + sum);
    }

    @Expect("none lost")
    public static Async<String> interruptedSenders() {
        int elements = Load.of(300, 50_000);
        Channel<Integer> channel = Load.watch(Channel.buffered(1));
        Latch ended = Load.watch(Latch.of(2));
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicLong sent = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        for (int i = 0; i < 2; i++) {
            threads.add(thread(ended, failures, () -> sendInterrupted(channel, sent, elements)));
        }
        long received;
        try (var scope = Scope.open()) {
            scope.spawn(interrupt(threads, enough, Load.random()));
            var receiver = scope.spawn(sum(channel));
            ended.opened().await();
            enough.set(true);
            channel.close();
            received = receiver.await();
            scope.join().await();
        }
        checkNone(failures);
        Load.quiet(channel);
        return done(received == sent.get() ? "none lost" : sent + " sent, " + received + " received");
    }

    // ---- locks ------------------------------------------------------------------------------------------------------

    private static final class Counter {
        int value;
    }

    private static void countBlocking(Mutex mutex, Semaphore semaphore, Counter counter, AtomicInteger locked, int times) {
        for (int i = 0; i < times; i++) {
            try (var permit = semaphore.acquireBlocking();
                    var held = mutex.lockBlocking()) {
                counter.value++;
                locked.incrementAndGet();
            } catch (CancellationException interrupted) {
                Load.check(Thread.currentThread().isInterrupted(), "the interrupt is gone");
            }
            Thread.interrupted();
        }
    }

    private static Async<Void> count(Mutex mutex, Semaphore semaphore, Counter counter, AtomicInteger locked, int times) {
        for (int i = 0; i < times; i++) {
            try (var permit = semaphore.acquire().await();
                    var held = mutex.lock().await()) {
                int before = counter.value;
                Bobbin.yieldNow().await();
                counter.value = before + 1;
                locked.incrementAndGet();
            }
        }
        return done();
    }

    @Expect("exact")
    public static Async<String> locksOfThreadsAndCoroutines_interrupted() {
        int times = Load.of(200, 50_000);
        Mutex mutex = Load.watch(Mutex.of());
        Semaphore semaphore = Load.watch(Semaphore.of(2));
        Latch ended = Load.watch(Latch.of(2));
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Counter counter = new Counter();
        AtomicInteger locked = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        for (int i = 0; i < 2; i++) {
            threads.add(thread(ended, failures, () -> countBlocking(mutex, semaphore, counter, locked, times)));
        }
        try (var scope = Scope.open()) {
            scope.spawn(interrupt(threads, enough, Load.random()));
            scope.spawn(count(mutex, semaphore, counter, locked, times));
            scope.spawn(count(mutex, semaphore, counter, locked, times));
            ended.opened().await();
            enough.set(true);
            scope.join().await();
        }
        checkNone(failures);
        Load.check(counter.value == locked.get(), "%s instead of %s", counter.value, locked);
        Load.check(semaphore.available() == 2 && !mutex.isLocked(), "%s, %s", semaphore, mutex);
        Load.quiet(semaphore);
        Load.quiet(mutex);
        return done("exact");
    }

    private static Async<Void> countDown(Latch latch) {
        latch.countDown();
        return done();
    }

    @Expect("open")
    public static Async<String> latch_awaitedByThreads() {
        int rounds = Load.of(50, 5_000);
        List<Throwable> failures = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Latch latch = Latch.of(3);
            Latch ended = Latch.of(2);
            for (int i = 0; i < 2; i++) {
                thread(ended, failures, () -> {
                    latch.awaitBlocking();
                    Load.check(latch.count() == 0, "%s", latch);
                });
            }
            try (var scope = Scope.open()) {
                for (int i = 0; i < 3; i++) {
                    scope.spawn(countDown(latch));
                }
                scope.join().await();
            }
            ended.opened().await();
            latch.opened().await();
        }
        checkNone(failures);
        return done("open");
    }
}
