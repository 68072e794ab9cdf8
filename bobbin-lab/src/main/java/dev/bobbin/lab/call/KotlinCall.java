package dev.bobbin.lab.call;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ten calls of {@link AwaitedCall} as Kotlin's functions that may suspend. */
@State(Scope.Thread)
public class KotlinCall {
    private int x = 1;

    @Setup
    public void check() {
        Answer.check("ten nested calls", Expected.afterCalls(7, 1000), KotlinLevels.loop(7, 1000));
    }

    @Benchmark
    @OperationsPerInvocation(AwaitedCall.CALLS)
    public int calls() {
        x = KotlinLevels.loop(x, AwaitedCall.CALLS);
        return x;
    }
}
