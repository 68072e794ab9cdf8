package dev.bobbin.lab.skynet;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The tree of {@link SkynetTasks} by virtual threads of the JDK. */
@State(Scope.Thread)
public class SkynetThreads {
    @Param({"1000000"})
    public int leaves = 1_000_000;

    @Param({"VIRTUAL"})
    public Threads kind = Threads.VIRTUAL;

    @Setup
    public void check() {
        run(1000);
    }

    @Benchmark
    public void tree() {
        run(leaves);
    }

    private void run(int n) {
        Answer.check("leaves", Tree.expected(n), sum(0, n));
    }

    private long sum(long first, int below) {
        if (below == 1) {
            return first;
        }
        long[] sums = new long[Tree.BRANCHES];
        Thread[] threads = new Thread[Tree.BRANCHES];
        int each = below / Tree.BRANCHES;
        for (int i = 0; i < Tree.BRANCHES; i++) {
            int branch = i;
            threads[i] = kind.start(() -> sums[branch] = sum(first + (long) branch * each, each));
        }
        long sum = 0;
        for (int i = 0; i < Tree.BRANCHES; i++) {
            Threads.join(threads[i]);
            sum += sums[i];
        }
        return sum;
    }
}
