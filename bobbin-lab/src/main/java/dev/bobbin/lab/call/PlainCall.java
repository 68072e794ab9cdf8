package dev.bobbin.lab.call;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ten calls of {@link AwaitedCall} as plain static methods. */
@State(Scope.Thread)
public class PlainCall {
    private int x = 1;

    @Setup
    public void check() {
        Answer.check("ten nested calls", Expected.afterCalls(7, 1000), PlainLevels.loop(7, 1000));
    }

    @Benchmark
    @OperationsPerInvocation(AwaitedCall.CALLS)
    public int calls() {
        x = PlainLevels.loop(x, AwaitedCall.CALLS);
        return x;
    }
}
