package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Timers by hand, on a clock that jumps to whatever is due next. */
final class EventLoop {
    private EventLoop() {}

    private record Due(long at, int order, Coroutine<Void, Long> who) {}

    private static final class Timers {
        private final PriorityQueue<Due> waiting =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::order));
        private final List<String> log = new ArrayList<>();
        private long now;
        private int order;

        void say(String what) {
            log.add(now + " " + what);
        }

        void wake(Coroutine<Void, Long> who, long delay) {
            waiting.add(new Due(now + delay, order++, who));
        }

        /** Null if nothing is to come. */
        Coroutine<Void, Long> next() {
            Due due = waiting.poll();
            if (due == null) {
                return null;
            }
            now = due.at;
            return due.who;
        }
    }

    /** The loop is told for how long. */
    static String asymmetric(Maker make) {
        Timers timers = new Timers();
        timers.wake(ticking(make, timers, "a", 10, 4), 0);
        timers.wake(ticking(make, timers, "b", 15, 3), 0);
        for (var next = timers.next(); next != null; next = timers.next()) {
            Long delay = next.resume(null);
            if (!next.isDone()) {
                timers.wake(next, delay);
            }
        }
        return timers.log.toString();
    }

    private static Coroutine<Void, Long> ticking(Maker make, Timers timers, String name, long period, int times) {
        return make.of((self, first) -> {
            for (int i = 0; i < times; i++) {
                timers.say(name + i);
                sleep(self, period);
            }
            timers.say(name + " ends");
            return null;
        });
    }

    private static void sleep(Self<Void, Long> self, long delay) {
        self.yield(delay);
    }

    /** There is no loop: who sleeps has the next one go on. */
    static String symmetric(Maker make) {
        Tasks tasks = new Tasks(make);
        tasks.all.forEach(task -> tasks.timers.wake(task, 0));
        tasks.timers.next().resume(null);
        return tasks.timers.log.toString();
    }

    private static final class Tasks {
        final Timers timers = new Timers();
        final List<Coroutine<Void, Long>> all = new ArrayList<>();

        Tasks(Maker make) {
            all.add(make.of((self, first) -> tick(self, 0, "a", 10, 4)));
            all.add(make.of((self, first) -> tick(self, 1, "b", 15, 3)));
        }

        private Long tick(Self<Void, Long> self, int me, String name, long period, int times) {
            for (int i = 0; i < times; i++) {
                timers.say(name + i);
                sleep(self, all.get(me), period);
            }
            timers.say(name + " ends");
            Coroutine<Void, Long> next = timers.next();
            return next == null ? 0L : leave(self, next);
        }

        private void sleep(Self<Void, Long> self, Coroutine<Void, Long> me, long delay) {
            timers.wake(me, delay);
            Coroutine<Void, Long> next = timers.next();
            if (next != me) {
                self.transfer(next, null);
            }
        }

        private long leave(Self<Void, Long> self, Coroutine<Void, Long> next) {
            self.transfer(next, null);
            throw new AssertionError("resumed after its end");
        }
    }
}
