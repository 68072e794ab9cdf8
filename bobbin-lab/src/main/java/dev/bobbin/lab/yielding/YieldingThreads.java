package dev.bobbin.lab.yielding;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The yields of {@link YieldingTasks} by threads of the JDK; starting them is in the time, as it is there. */
@State(Scope.Thread)
public class YieldingThreads {
    @Param({"1", "2", "1000"})
    public int tasks = 1;

    @Param({"PLATFORM", "VIRTUAL"})
    public Threads kind = Threads.PLATFORM;

    @Setup
    @TearDown
    public void check() {
        yieldAll(10);
    }

    @Benchmark
    @OperationsPerInvocation(YieldingTasks.YIELDS)
    public void yields() {
        yieldAll(YieldingTasks.YIELDS / tasks);
    }

    private void yieldAll(int each) {
        AtomicInteger yields = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            threads.add(kind.start(() -> yields.addAndGet(some(each))));
        }
        threads.forEach(Threads::join);
        Answer.check("yields", tasks * each, yields.get());
    }

    private static int some(int yields) {
        int count = 0;
        while (count < yields) {
            Thread.yield();
            count++;
        }
        return count;
    }
}
