package dev.bobbin.lab.ccall;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is one call of a function in C that adds one. */
@State(Scope.Thread)
public class CallingC {
    static final int CALLS = 100_000;

    @Param({"JNI", "FFM"})
    public Via via = Via.JNI;

    @Param({"PLAIN", "COROUTINE", "VIRTUAL_THREAD"})
    public Place place = Place.PLAIN;

    /** The file. */
    @Param("")
    public String library = "";

    private final Scheduler scheduler = Schedulers.of("single");
    private long inThread;

    @Setup
    public void check() {
        via.load(library);
        again();
    }

    @TearDown
    public void again() {
        Answer.check("calls", 7 + CALLS, calls(7));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long calls() {
        return calls(0);
    }

    private long calls(long from) {
        switch (place) {
            case PLAIN:
                return plain(from);
            case COROUTINE:
                return scheduler.run(
                        () -> via == Via.JNI ? Loops.jniInCoroutine(from, CALLS) : Loops.ffmInCoroutine(from, CALLS));
            default:
                Threads.join(Threads.VIRTUAL.start(() -> inThread = plain(from)));
                return inThread;
        }
    }

    private long plain(long from) {
        return via == Via.JNI ? Loops.jni(from, CALLS) : Loops.ffm(from, CALLS);
    }
}
