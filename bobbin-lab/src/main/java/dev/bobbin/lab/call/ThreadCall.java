package dev.bobbin.lab.call;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ten calls of {@link PlainCall} in a virtual thread, in which any method may wait. An invocation starts one. */
@State(Scope.Thread)
public class ThreadCall {
    private int x = 1;

    @Setup
    public void check() {
        x = 7;
        loop(1000);
        Answer.check("ten nested calls", Expected.afterCalls(7, 1000), x);
    }

    @Benchmark
    @OperationsPerInvocation(AwaitedCall.CALLS)
    public int calls() {
        loop(AwaitedCall.CALLS);
        return x;
    }

    private void loop(int calls) {
        Threads.join(Threads.VIRTUAL.start(() -> x = PlainLevels.loop(x, calls)));
    }
}
