package unwinding;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs a program to its end, completing what it waits for one by one. */
public final class Drive {
    private Drive() {}

    /**
     * @param place at which the storing of a frame fails
     * @param again so many places later it fails once more; 0: it does not
     * @param abandonFails whether it fails, too, to let go of what has been stored
     * @param newestFirst in which order the sources are completed
     * @return the outcome; null if the program has fewer places
     */
    public static String run(String program, int place, int again, boolean abandonFails, boolean newestFirst)
            throws ReflectiveOperationException {
        Log.reset(place, again, abandonFails);
        Scheduler scheduler = Scheduler.single();
        Task<?> task = scheduler.start((Async<?>) Programs.class.getMethod(program).invoke(null));
        settle(scheduler);
        for (int turn = 0; !task.isDone() && turn < 1000; turn++) {
            List<Integer> numbers = new ArrayList<>(Log.waiting.keySet());
            if (numbers.isEmpty()) {
                return "waits for nothing";
            }
            if (Collections.max(numbers) > 0) {
                numbers.removeIf(number -> number < 0);
            }
            int number = newestFirst ? Collections.max(numbers) : Collections.min(numbers);
            boolean abandoned = Log.waiting.get(number).abandoned;
            int before = Log.events;
            Log.complete(number);
            settle(scheduler);
            if (abandoned) {
                Log.require(Log.events == before, "the late result of " + number + " has woken the task");
            }
        }
        if (!task.isDone()) {
            return "does not end; " + String.join("; ", Log.violations);
        }
        Log.require(Log.top(task) == null, "a call has not ended");
        Log.require(Log.failure(task) == null, "has not seen " + Log.failure(task));
        String result;
        try {
            result = "" + scheduler.<Object>run(() -> (Async<Object>) task);
        } catch (Throwable t) { // the program's failure, which is its outcome
            result = t.toString();
        }
        return Log.hasFailed() ? result + String.join("; ", Log.violations) : null;
    }

    /** The task once it waits, after at most one failure; null if the program has fewer places. */
    public static Task<?> waiting(String program, int place) throws ReflectiveOperationException {
        Log.reset(place, 0, false);
        Scheduler scheduler = Scheduler.single();
        Task<?> task = scheduler.start((Async<?>) Programs.class.getMethod(program).invoke(null));
        settle(scheduler);
        Log.calls.clear();
        return place == 0 || Log.hasFailed() ? task : null;
    }

    /** Until nothing happens any more: each turn lets every task run until it suspends once more. */
    private static void settle(Scheduler scheduler) {
        int before;
        do {
            before = Log.events;
            for (int turn = 0; turn < 4; turn++) {
                scheduler.run(() -> Async.done(0));
            }
        } while (Log.events != before);
    }
}
