package concurrent;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Latch;
import dev.bobbin.Mutex;
import dev.bobbin.Permit;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Tasks that wait for each other while others run: the log tells of them. */
public class Circles {
    /** The line of locks() that waits for the second mutex. */
    private static final int LOCKS_SECOND = 71;
    /** The line of locksAgain() that waits for its parts. */
    private static final int LOCKS_AGAIN = 147;

    private static final Logger LOG = Logger.getLogger("dev.bobbin.deadlock");

    /** What the log has told while this was open. */
    private static final class Log extends Handler implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();

        Log() {
            LOG.addHandler(this);
            LOG.setUseParentHandlers(false);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOG.removeHandler(this);
            LOG.setUseParentHandlers(true);
        }

        /** The line that tells of all these tasks. */
        Async<String> awaitLineOf(Task<?>... tasks) {
            for (;;) {
                for (String line : lines) {
                    if (List.of(tasks).stream().allMatch(task -> line.contains(task.name() + " waits for "))) {
                        return done(line);
                    }
                }
                Bobbin.yieldNow().await(); // busy
            }
        }
    }

    private static Async<Void> locks(Mutex first, Mutex second, Latch mine, Latch others) {
        try (var held = first.lock().await()) {
            mine.countDown();
            others.opened().await();
            second.lock().await().close();
        }
        return done();
    }

    private static Async<String> ended(Task<?>... tasks) {
        for (Task<?> task : tasks) {
            task.cancel();
            try {
                task.await();
            } catch (CancellationException e) {
                continue;
            }
        }
        return done("found");
    }

    @Expect("found")
    public static Async<String> twoMutexes_inOppositeOrder() {
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        Latch left = Latch.of(1);
        Latch right = Latch.of(1);
        try (var log = new Log(); var scope = Scope.open()) {
            Task<Void> one = scope.spawn(locks(a, b, left, right));
            Task<Void> other = scope.spawn(locks(b, a, right, left));
            String told = log.awaitLineOf(one, other).await();
            Load.check(told.startsWith("2 tasks wait for each other"), "%s", told);
            Load.check(told.split("\tat concurrent.Circles.locks\\(Circles.java:" + LOCKS_SECOND + "\\)", -1).length == 3, "%s", told);
            String result = ended(one, other).await();
            scope.join().await();
            return done(result);
        }
    }

    private static Async<Void> joins(List<Task<?>> tasks) {
        try (var scope = Scope.open()) {
            Task<?> child = scope.spawn(awaits(tasks));
            tasks.add(child);
            scope.join().await();
        }
        return done();
    }

    private static Async<Void> awaits(List<Task<?>> tasks) {
        Bobbin.yieldNow().await();
        tasks.get(0).await();
        return done();
    }

    @Expect("found")
    public static Async<String> aChild_thatAwaitsItsParent() {
        List<Task<?>> tasks = new CopyOnWriteArrayList<>();
        Latch added = Latch.of(1);
        try (var log = new Log(); var scope = Scope.open()) {
            Task<Void> parent = scope.spawn(after(added, joins(tasks)));
            tasks.add(parent);
            added.countDown();
            while (tasks.size() < 2) {
                Bobbin.yieldNow().await();
            }
            log.awaitLineOf(parent, tasks.get(1)).await();
            String result = ended(parent).await();
            scope.join().await();
            return done(result);
        }
    }

    private static Async<Void> after(Latch latch, Async<Void> rest) {
        latch.opened().await();
        rest.await();
        return done();
    }

    private static Async<Void> locksAgain(Mutex mutex) {
        try (var held = mutex.lock().await()) {
            Async.all(List.of(mutex.lock())).await().forEach(Permit::close);
        }
        return done();
    }

    /** A part that no coroutine of the program awaits: told with the place of the group. */
    @Expect("found")
    public static Async<String> aPartOfAGroup_thatWaitsForTheWhole() {
        try (var log = new Log(); var scope = Scope.open()) {
            Task<Void> whole = scope.spawn(locksAgain(Mutex.of()));
            String told = log.awaitLineOf(whole).await();
            Load.check(told.startsWith("2 tasks wait for each other"), "%s", told);
            Load.check(told.contains("\tat concurrent.Circles.locksAgain(Circles.java:" + LOCKS_AGAIN + ")"), "%s", told);
            Load.check(told.contains("\tat awaited by//concurrent.Circles.locksAgain(Circles.java:" + LOCKS_AGAIN + ")"), "%s", told);
            String result = ended(whole).await();
            scope.join().await();
            return done(result);
        }
    }

    private static Async<Void> asks(Channel<Integer> questions, Channel<Integer> answers, int times) {
        for (int i = 0; i < times; i++) {
            questions.send(i).await();
            answers.receive().await();
        }
        answers.receive().await(); // one too many
        return done();
    }

    private static Async<Void> answers(Channel<Integer> questions, Channel<Integer> answers) {
        for (;;) {
            int question = questions.receive().await();
            if (question % 3 == 0) {
                Clock.sleep(Duration.ofMillis(1)).await();
            }
            answers.send(question).await();
        }
    }

    @Expect("found")
    public static Async<String> questionsAndAnswers_oneTooFew() {
        Channel<Integer> questions = Channel.rendezvous();
        Channel<Integer> answers = Channel.buffered(2);
        try (var log = new Log(); var scope = Scope.open()) {
            Task<Void> asking = scope.spawn(asks(questions, answers, 10));
            Task<Void> answering = scope.spawn(answers(questions, answers));
            log.awaitLineOf(asking, answering).await();
            String result = ended(asking, answering).await();
            scope.join().await();
            return done(result);
        }
    }
}
