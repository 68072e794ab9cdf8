package dev.bobbin.lab.spawn;

import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is a task that is spawned, runs, and is joined; an invocation makes a million and adds up their answers. */
@State(Scope.Thread)
public class SpawnedTasks {
    static final int TASKS = 1_000_000;

    @Param({"1", "1000"})
    public int scopes = 1;

    @Param({"single", "workers"})
    public String scheduler = "single";

    private Scheduler running;
    private Task<Integer>[] children;

    /** Nothing is started before {@link #check}. */
    @SuppressWarnings("NullAway.Init")
    public SpawnedTasks() {}

    @Setup
    public void check() {
        running = Schedulers.of(scheduler);
        children = array(TASKS / scopes);
        spawn(3, array(1000));
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void tasks() {
        spawn(scopes, children);
        Arrays.fill(children, null); // the next invocation need not keep these alive
    }

    @TearDown
    public void end() {
        spawn(3, array(1000));
        running.close();
    }

    private void spawn(int many, Task<Integer>[] places) {
        long sum = running.run(() -> Children.scopes(many, places));
        Answer.check("sum of answers", many * Children.expected(places.length), sum);
    }

    @SuppressWarnings("unchecked")
    private static Task<Integer>[] array(int size) {
        return (Task<Integer>[]) new Task<?>[size];
    }
}
