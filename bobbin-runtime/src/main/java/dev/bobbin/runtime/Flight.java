package dev.bobbin.runtime;

import dev.bobbin.Task;
import dev.bobbin.abi.Awaitable;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/**
 * Events for the JDK's flight recorder. Those of each task are off unless a recording asks for them ({@code
 * +dev.bobbin.Spawn#enabled=true}); off, each costs a look at a flag.
 *
 * <p>The recorder is a module of the JDK that a small image may lack: then nothing here is loaded but {@link #IS_THERE}. Where it is
 * there, the events' classes wait until somebody uses it: the first of them loads what describes events, which takes longer than all else that a
 * small program does. Nobody is asked to tell us of that: who calls a listener holds locks of the recorder's, which would then stand above ours.
 */
final class Flight {
    private static final boolean IS_THERE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Flight() {}

    /** A look at a field, which stays true from the first recording on. */
    private static boolean isUsed() {
        return IS_THERE && FlightRecorder.isInitialized();
    }

    /** One of each, to be asked whether its kind is recorded. */
    private static final class Probe {
        static final Spawn SPAWN = new Spawn();
        static final Resume RESUME = new Resume();
        static final Park PARK = new Park();
        static final Steal STEAL = new Steal();
        static final Block BLOCK = new Block();
        static final Stuck STUCK = new Stuck();
    }

    static void spawned(Awaitable task) {
        if (isUsed() && Probe.SPAWN.isEnabled()) {
            Spawn event = new Spawn();
            event.task = name(task);
            event.commit();
        }
    }

    static void resumed(Awaitable task) {
        if (isUsed() && Probe.RESUME.isEnabled()) {
            Resume event = new Resume();
            event.task = name(task);
            event.commit();
        }
    }

    static void parked(Awaitable task) {
        if (isUsed() && Probe.PARK.isEnabled()) {
            Park event = new Park();
            event.task = name(task);
            event.commit();
        }
    }

    static void stolen(Worker victim, int tasks) {
        if (isUsed() && Probe.STEAL.isEnabled()) {
            Steal event = new Steal();
            event.victim = victim.ownName();
            event.tasks = tasks;
            event.commit();
        }
    }

    /** Runs code that blocks. */
    static void blocking(Runnable code) {
        if (!isUsed() || !Probe.BLOCK.isEnabled()) {
            code.run();
            return;
        }
        Block event = new Block();
        event.begin();
        try {
            code.run();
        } finally {
            event.commit();
        }
    }

    static void stuck(Worker worker, Awaitable task, long nanos, String stack) {
        if (isUsed() && Probe.STUCK.isEnabled()) {
            Stuck event = new Stuck();
            event.worker = worker.ownName();
            event.task = name(task);
            event.nanos = nanos;
            event.stack = stack;
            event.commit();
        }
    }

    static String name(Awaitable task) {
        return task instanceof Task<?> named ? named.name() : task.toString();
    }

    @Name("dev.bobbin.Spawn")
    @Label("Spawn")
    @Category("Bobbin")
    @Description("A task was started")
    @Enabled(false)
    private static final class Spawn extends Event {
        @Label("Task")
        String task = "";
    }

    @Name("dev.bobbin.Resume")
    @Label("Resume")
    @Category("Bobbin")
    @Description("A worker begins to run a task, for the first time or after a wait")
    @Enabled(false)
    @StackTrace(false)
    private static final class Resume extends Event {
        @Label("Task")
        String task = "";
    }

    @Name("dev.bobbin.Park")
    @Label("Park")
    @Category("Bobbin")
    @Description("A task waits, and its worker is free")
    @Enabled(false)
    @StackTrace(false)
    private static final class Park extends Event {
        @Label("Task")
        String task = "";
    }

    @Name("dev.bobbin.Steal")
    @Label("Steal")
    @Category("Bobbin")
    @Description("A worker without work has taken tasks from another")
    @Enabled(false)
    @StackTrace(false)
    private static final class Steal extends Event {
        @Label("Victim")
        String victim = "";

        @Label("Tasks")
        int tasks;
    }

    @Name("dev.bobbin.Block")
    @Label("Blocking call")
    @Category("Bobbin")
    @Description(
            "Code given to Blocking.call, a lookup or a task of TLS ran, or, on a thread bobbin-stream-N, a stream was read or written")
    @Threshold("20 ms")
    @StackTrace(false)
    private static final class Block extends Event {}

    @Name("dev.bobbin.Stuck")
    @Label("Stuck worker")
    @Category("Bobbin")
    @Description("A task does not give its worker back: it blocks the thread or computes for long")
    @StackTrace(false)
    private static final class Stuck extends Event {
        @Label("Worker")
        String worker = "";

        @Label("Task")
        String task = "";

        @Label("Time so far")
        @Timespan(Timespan.NANOSECONDS)
        long nanos;

        @Label("Stack")
        String stack = "";
    }
}
