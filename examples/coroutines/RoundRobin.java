package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Tasks of uneven length that each get a turn. */
final class RoundRobin {
    private RoundRobin() {}

    /** A loop has them all. */
    static String asymmetric(Maker make) {
        List<String> log = new ArrayList<>();
        Queue<Coroutine<Void, Void>> ready = new ArrayDeque<>();
        for (int i = 0; i < 4; i++) {
            int me = i;
            ready.add(make.of((self, first) -> {
                for (int step = 0; step < me; step++) {
                    log.add(me + "." + step);
                    self.yield(null);
                }
                log.add(me + " ends");
                return null;
            }));
        }
        while (!ready.isEmpty()) {
            Coroutine<Void, Void> next = ready.remove();
            next.resume(null);
            if (!next.isDone()) {
                ready.add(next);
            }
        }
        return log.toString();
    }

    /** Each gives way to the next; the last to end is the answer. */
    static String symmetric(Maker make) {
        List<String> log = new ArrayList<>();
        Queue<Coroutine<Void, Void>> ready = new ArrayDeque<>();
        List<Coroutine<Void, Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int me = i;
            all.add(make.of((self, first) -> {
                for (int step = 0; step < me; step++) {
                    log.add(me + "." + step);
                    giveWay(self, all.get(me), ready);
                }
                log.add(me + " ends");
                if (!ready.isEmpty()) {
                    self.transfer(ready.remove(), null);
                }
                return null;
            }));
        }
        ready.addAll(all);
        ready.remove().resume(null);
        return log.toString();
    }

    private static void giveWay(Self<Void, Void> self, Coroutine<Void, Void> me, Queue<Coroutine<Void, Void>> ready) {
        if (!ready.isEmpty()) {
            ready.add(me);
            self.transfer(ready.remove(), null);
        }
    }
}
