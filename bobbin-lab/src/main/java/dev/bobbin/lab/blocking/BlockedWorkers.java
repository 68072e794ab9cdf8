package dev.bobbin.lab.blocking;

import dev.bobbin.lab.ccall.JniCalls;
import dev.bobbin.lab.drive.Latencies;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks from one plain thread, with so many requests under way at any time, while tasks block; measures who answers. Prints what
 * {@code ChildWork} reads.
 */
public final class BlockedWorkers {
    private static final int UNDER_WAY = 16;
    private static final long PATIENCE_SECONDS = 30;

    private final Crew crew;
    private final BlockingQueue<Request> answered = new LinkedBlockingQueue<>();
    private final Map<Long, Request> open = new HashMap<>();
    private Latencies latencies = new Latencies();
    private long asked;

    private BlockedWorkers(Crew crew) {
        this.crew = crew;
    }

    /** @param args subject, workers, how many of them are blocked, by what, milliseconds to warm up and then to measure, library */
    public static void main(String[] args) throws Exception {
        JniCalls.load(args[5]);
        try (Crew crew = Crew.of(args[0], Integer.parseInt(args[1]))) {
            long nanos = TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(args[4]));
            new BlockedWorkers(crew).run(Integer.parseInt(args[2]), args[3], nanos);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    /** What a program in another language answers: what a request of that number does, so that it is known to do as much. */
    public static long answer(int blocked) {
        return Request.answer(blocked);
    }

    private void run(int blocked, String by, long nanos) throws IOException, InterruptedException {
        ask(nanos);
        rest();
        latencies = new Latencies();
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < blocked; i++) {
            holds.add(Hold.of(by));
        }
        CountDownLatch begun = new CountDownLatch(blocked);
        CountDownLatch ended = new CountDownLatch(blocked);
        holds.forEach(hold -> crew.block(hold, begun, ended));
        await("tasks that did not begin to block", begun);
        long start = System.nanoTime();
        ask(nanos);
        long end = System.nanoTime();
        double rate = latencies.count() / ((end - start) / 1e9);
        open.values().forEach(request -> latencies.add(end - request.asked()));
        Latencies measured = latencies;
        latencies = new Latencies();
        Answer.check("blocked tasks", blocked, ended.getCount());
        holds.forEach(Hold::release);
        await("tasks that were not released", ended);
        rest();
        ChildReport.figure("ops/s", rate);
        ChildReport.figure("p99-us", measured.quantile(0.99));
        ChildReport.figure("max-us", measured.quantile(1));
    }

    /** For so long. */
    private void ask(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            while (open.size() < UNDER_WAY) {
                Request request = new Request(asked++, answered);
                open.put(request.number(), request);
                crew.answer(request);
            }
            take(end - System.nanoTime());
        }
    }

    /** Nobody asks any more, and all that are still under way must be answered. */
    private void rest() throws InterruptedException {
        while (!open.isEmpty()) {
            int before = open.size();
            take(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            if (open.size() == before) {
                Answer.check("requests without an answer", 0, before);
            }
        }
    }

    private void take(long nanos) throws InterruptedException {
        Request request = answered.poll(nanos, TimeUnit.NANOSECONDS);
        if (request != null) {
            latencies.add(System.nanoTime() - request.asked());
            Answer.check("answer to request " + request.number(), request.expected(), request.value());
            Answer.check("requests that were answered", 1, open.remove(request.number()) == null ? 0 : 1);
        }
    }

    private static void await(String what, CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            Answer.check(what, 0, latch.getCount());
        }
    }
}
