package dev.bobbin.lab.spawn;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Virtual threads that are all started before the first is joined. */
@State(Scope.Thread)
public class SpawnedAtOnce {
    private final Thread[] threads = new Thread[SpawnedTasks.TASKS];

    @Setup
    @TearDown
    public void check() {
        spawn(1000);
    }

    @Benchmark
    @OperationsPerInvocation(SpawnedTasks.TASKS)
    public void threads() {
        spawn(SpawnedTasks.TASKS);
        Arrays.fill(threads, null); // the next invocation need not keep these alive
    }

    private void spawn(int many) {
        LongAdder sum = new LongAdder();
        for (int i = 0; i < many; i++) {
            int answer = i % Children.ANSWERS;
            threads[i] = Threads.VIRTUAL.start(() -> sum.add(answer));
        }
        for (int i = 0; i < many; i++) {
            Threads.join(threads[i]);
        }
        Answer.check("sum of answers", Children.expected(many), sum.sum());
    }
}
