package dev.bobbin.lab.blocking;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.lab.threads.Threads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who runs tasks, on so many threads. */
interface Crew extends AutoCloseable {
    /** An ordinary task: lets others run between its halves. */
    void answer(Request request);

    /**
     * A task that nobody has told that it will block.
     *
     * @param begun counted down before it blocks
     * @param ended counted down after that
     */
    void block(Hold hold, CountDownLatch begun, CountDownLatch ended);

    @Override
    void close();

    static Crew of(String subject, int workers) {
        return switch (subject) {
            case "java-threads" -> new Pool(workers);
            case "virtual-threads" -> new Virtual();
            case "kotlin" -> new KotlinCrew();
            default -> new Tasks(workers);
        };
    }

    /** Coroutines on Bobbin's scheduler. */
    final class Tasks implements Crew {
        private final Scheduler scheduler;

        Tasks(int workers) {
            scheduler = Scheduler.workers(workers);
        }

        @Override
        public void answer(Request request) {
            scheduler.start(answering(request));
        }

        private static Async<Void> answering(Request request) {
            request.firstHalf();
            Bobbin.yieldNow().await();
            request.secondHalf();
            return done();
        }

        @Override
        public void block(Hold hold, CountDownLatch begun, CountDownLatch ended) {
            scheduler.start(blocking(hold, begun, ended));
        }

        private static Async<Void> blocking(Hold hold, CountDownLatch begun, CountDownLatch ended) {
            Bobbin.yieldNow().await();
            begun.countDown();
            hold.block();
            ended.countDown();
            return done();
        }

        @Override
        public void close() {
            scheduler.close();
        }
    }

    /** A pool of that many threads. */
    final class Pool implements Crew {
        private final ExecutorService pool;

        Pool(int workers) {
            pool = Executors.newFixedThreadPool(workers, body -> {
                Thread thread = new Thread(body);
                thread.setDaemon(true); // one that is blocked for good must not keep a rejected subject alive
                return thread;
            });
        }

        @Override
        public void answer(Request request) {
            pool.execute(() -> {
                request.firstHalf();
                Thread.yield();
                request.secondHalf();
            });
        }

        @Override
        public void block(Hold hold, CountDownLatch begun, CountDownLatch ended) {
            pool.execute(() -> {
                begun.countDown();
                hold.block();
                ended.countDown();
            });
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    /** Virtual threads, one for each task; how many carriers they have, a property of the JDK's says. */
    final class Virtual implements Crew {
        @Override
        public void answer(Request request) {
            Threads.VIRTUAL.start(() -> {
                request.firstHalf();
                Thread.yield();
                request.secondHalf();
            });
        }

        @Override
        public void block(Hold hold, CountDownLatch begun, CountDownLatch ended) {
            Threads.VIRTUAL.start(() -> {
                begun.countDown();
                hold.block();
                ended.countDown();
            });
        }

        @Override
        public void close() {}
    }
}
