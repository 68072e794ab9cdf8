package dev.bobbin.compiler.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a number of random programs, on all processors, and shrinks those that fail. */
final class Fuzzer {
    private static final int BATCH = 100;
    private static final long REPORT_NANOS = 10_000_000_000L;

    private final long seed;
    private final int first;
    private final int end;
    private final int cancelEvery;
    private final int enough;
    private final Batch.Compiler compiler;
    private final AtomicInteger nextBatch = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger leftOut = new AtomicInteger();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();

    /**
     * @param first the number of the first program of that seed
     * @param cancelEvery each so manieth program is also cancelled at every suspension
     * @param enough after so many failures it stops: from more no news is expected
     */
    Fuzzer(long seed, int first, int count, int cancelEvery, int enough, Batch.Compiler compiler) {
        this.seed = seed;
        this.first = first;
        this.end = first + count;
        this.cancelEvery = cancelEvery;
        this.enough = enough;
        this.compiler = compiler;
        this.nextBatch.set(first / BATCH);
    }

    /** The first failures, as small as they get; none if all programs behave. */
    List<Failure> run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int k = Runtime.getRuntime().availableProcessors(); k > 0; k--) {
            Thread thread = new Thread(null, this::work, "fuzz-" + k, 1 << 24);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        long reported = begun;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(200);
                if (System.nanoTime() - reported > REPORT_NANOS) {
                    reported = System.nanoTime();
                    report();
                }
            }
        }
        report();
        if (!mistakes.isEmpty()) {
            throw new AssertionError("the fuzzer itself failed", mistakes.peek());
        }
        return shrunk();
    }

    int done() {
        return done.get();
    }

    private void report() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        int count = end - first;
        double rate = done.get() / seconds;
        System.out.printf(
                "fuzz: %,d of %,d programs, %.0f a second, %.0f s left, %d left out as too large, %d failed%n",
                done.get(), count, rate, (count - done.get()) / Math.max(rate, 0.1), leftOut.get(), failures.size());
    }

    private void work() {
        try {
            Batch batch = new Batch(compiler);
            for (int n = nextBatch.getAndIncrement(); n * BATCH < end; n = nextBatch.getAndIncrement()) {
                if (failures.size() >= enough || !mistakes.isEmpty()) {
                    return;
                }
                Setup setup = Setup.of(n);
                List<Program> programs = new ArrayList<>();
                for (int k = Math.max(first, n * BATCH); k < Math.min(end, (n + 1) * BATCH); k++) {
                    programs.add(Generator.program(seed * 1_000_000 + k, setup.release()));
                }
                List<Failure> failed = batch.compare(programs, setup, cancelEvery);
                failed.forEach(f -> System.out.println("fuzz: " + f)); // now, should the rest take hours
                failures.addAll(failed);
                leftOut.addAndGet(batch.leftOut());
                done.addAndGet(programs.size());
            }
        } catch (Throwable t) { // handed to whoever waits for the threads
            mistakes.add(t);
        }
    }

    private List<Failure> shrunk() throws InterruptedException {
        List<Failure> small = new ArrayList<>();
        List<Failure> shortestFirst = new ArrayList<>(failures);
        shortestFirst.sort(Comparator.comparing(f -> f.program().source().length()));
        for (Failure failure : shortestFirst) {
            if (small.size() < enough) {
                Failure shrunk = new ShrinkProgram(compiler).shrink(failure);
                System.out.println("fuzz: " + shrunk + "\n" + shrunk.program().source());
                small.add(shrunk);
            }
        }
        return small;
    }
}
