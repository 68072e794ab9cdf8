package dev.bobbin.lab.call;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten nested awaits that do not suspend. An invocation enters the scheduler once for {@link #CALLS} of them. */
@State(Scope.Thread)
public class AwaitedCall {
    static final int CALLS = 1_000_000;

    private final Scheduler scheduler = Scheduler.single();
    private int x = 1;

    @Setup
    public void check() {
        Answer.check("ten nested awaits", Expected.afterCalls(7, 1000), loop(7, 1000));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int calls() {
        x = loop(x, CALLS);
        return x;
    }

    private int loop(int start, int calls) {
        return scheduler.run(() -> AwaitedLevels.loop(start, calls));
    }
}
