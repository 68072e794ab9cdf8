package dev.bobbin.lab.coroutine;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is a transfer from one coroutine of a ring to the next. */
@State(Scope.Thread)
public class Transferring {
    static final int TRANSFERS = 100_000;

    @Param({"STACKLESS", "STACKFUL"})
    public Kind kind = Kind.STACKLESS;

    @Param("1000")
    public int ring = 1000;

    private Ring members;
    private long made;

    /** Nothing is made before {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    public Transferring() {}

    @Setup
    public void begin() {
        members = new Ring(kind, ring);
        transfer(3 * ring);
        end();
        members = new Ring(kind, ring);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSFERS)
    public Object transfers() {
        return transfer(TRANSFERS);
    }

    /** A multiple of the ring's size, so that the first member is the one that yields, and is resumed the next time. */
    private Object transfer(int times) {
        made += times;
        return members.transfer(times);
    }

    @TearDown
    public void end() {
        Answer.check("transfers", made, members.end());
        made = 0;
    }
}
