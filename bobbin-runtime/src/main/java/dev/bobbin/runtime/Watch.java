package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the {@link Monitor} has seen of one worker; belongs to its thread. */
final class Watch {
    private static final String LAST_FRAME = "dev.bobbin.abi.Abi";

    /** The packages of the core and of the runtime. */
    private static final Set<String> OWN =
            Set.of("dev.bobbin", "dev.bobbin.abi", "dev.bobbin.spi", "dev.bobbin.runtime", "dev.bobbin.net");

    /** Where the program has a thread wait for other tasks, of another scheduler since its own refuses: the wait is the caller's, though code of ours does it. */
    private static final Set<String> DOORS = Set.of(
            "dev.bobbin.Scheduler.run", "dev.bobbin.Scheduler.close", "dev.bobbin.TaskExecutor.awaitTermination");

    private static final StackTraceElement[] NOWHERE = {};

    private @Nullable Awaitable running;
    private @Nullable Awaitable next;
    private long runs;
    private long since;
    private long now;
    private boolean leavesNext;
    private boolean reported;
    /** At each look since {@link #waitsSince} the worker waited. */
    private boolean waits;

    private long waitsSince;
    private boolean inProgram;
    private final Pace looks = new Pace();

    /** Where the worker was at the last {@link #lookAtCode}. */
    private StackTraceElement[] stack = NOWHERE;

    void look(Worker worker, long nanoTime) {
        long runsNow = worker.runs.get();
        Awaitable nextNow = worker.queue.next();
        boolean same = runsNow == runs && running != null;
        leavesNext = same && nextNow != null && nextNow == next;
        if (!same) {
            since = nanoTime;
            reported = false;
            waits = false;
            inProgram = false;
            stack = NOWHERE;
        }
        now = nanoTime;
        runs = runsNow;
        next = nextNow;
        running = worker.running();
    }

    boolean hasNext() {
        return next != null;
    }

    /** Whether the slot has held the same task since the look before, while the same task was run. */
    boolean leavesNext() {
        return leavesNext;
    }

    /** For how long, at least, the worker has been at the same task. */
    long nanos() {
        return running == null ? 0 : now - since;
    }

    /**
     * Looks at what the worker does: whether it is in code of the program, and if so whether it waits there: is parked, asleep, wants
     * a lock, or is in native code, which may be a read. What holds up a worker in the runtime's own code is no fault of the
     * program's: a machine with too much to do, mostly. The VM stops all threads for it, the longer the deeper the stack is: what was seen last holds for some time.
     */
    void lookAtCode(Worker worker) {
        long begin = System.nanoTime();
        if (!looks.allows(begin)) {
            return;
        }
        boolean waited = waits;
        Thread.State state = worker.getState();
        StackTraceElement[] found = worker.getStackTrace();
        boolean same = worker.runs.get() == runs && worker.running() == running;
        stack = same ? found : NOWHERE; // it has come back: the stack is another task's, or nobody's
        inProgram = !isOwn();
        waits = inProgram && (state != Thread.State.RUNNABLE || stack.length > 0 && stack[0].isNativeMethod());
        if (waits && !waited) {
            waitsSince = now;
        }
        looks.took(begin, System.nanoTime());
    }

    /** Whether the innermost frame that is not the JDK's is the runtime's, or there is none. */
    private boolean isOwn() {
        StackTraceElement place = place();
        return place == null || isOwn(place);
    }

    /** The innermost frame that is not the JDK's; of code that waits at one of the {@link #DOORS}, the innermost outside of it that is the program's. */
    private @Nullable StackTraceElement place() {
        int door = door();
        for (int i = door + 1; i < stack.length; i++) {
            StackTraceElement frame = stack[i];
            String module = frame.getModuleName();
            boolean isTheJdks = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
            if (!isTheJdks && (door < 0 || !isOwn(frame))) {
                return frame;
            }
        }
        return null;
    }

    /** The outermost, since what runs inside of it is another scheduler's; -1 if there is none. */
    private int door() {
        int door = stack.length - 1;
        while (door >= 0 && !DOORS.contains(stack[door].getClassName() + "." + stack[door].getMethodName())) {
            door--;
        }
        return door;
    }

    boolean isInProgram() {
        return inProgram;
    }

    boolean waits() {
        return waits;
    }

    /** For how long it has waited at each look. */
    long waitedNanos() {
        return waits ? now - waitsSince : 0;
    }

    /**
     * Reports, once, where the worker {@link #isInProgram is}; the log hears of the same line of code once a minute.
     *
     * @return whether it has reported it now
     */
    boolean report(Worker worker, Told told) {
        Awaitable task = running;
        if (reported || task == null) {
            return false;
        }
        reported = true;
        int untold = told.tell(place(), now);
        StringBuilder text = new StringBuilder();
        text.append(worker.ownName())
                .append(" has run ")
                .append(Flight.name(task))
                .append(" for ")
                .append(TimeUnit.NANOSECONDS.toMillis(nanos()))
                .append(" ms, and can run no other meanwhile: put what blocks the thread, or computes for long, into"
                        + " Blocking.call(() -> ...)");
        if (untold > 0) {
            text.append(" (and ").append(untold).append(" times more since this line was reported last)");
        }
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(LAST_FRAME) && frame.getMethodName().equals("run")) {
                break;
            }
            lines.append(System.lineSeparator()).append("\tat ").append(frame);
        }
        Flight.stuck(worker, task, nanos(), lines.toString());
        if (untold != Told.AGAIN) {
            System.getLogger("dev.bobbin.scheduler")
                    .log(Level.WARNING, text.append(lines).toString());
        }
        return true;
    }

    private static boolean isOwn(StackTraceElement frame) {
        String name = frame.getClassName();
        return OWN.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }
}
