package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * The queue against itself in one thread. The ring has room for all that a scenario adds: whether it is full is not
 * linearizable, since a thief's copy takes effect when it reads the tail, and makes room later.
 */
@Param(name = "job", gen = IntGen.class, conf = "1:99")
public class LocalQueueLincheckTest {
    private static final int CAPACITY = 16;

    private final LocalQueue queue = new LocalQueue(CAPACITY);

    /** The first places that a scenario uses lie on both sides of the ring's edge. */
    public LocalQueueLincheckTest() {
        for (int i = 0; i < CAPACITY - 2; i++) {
            queue.offer(new Numbered(0));
            queue.poll();
        }
    }

    @Operation(nonParallelGroup = "owner")
    public boolean offer(int job) {
        return queue.offer(new Numbered(job));
    }

    @Operation(nonParallelGroup = "owner")
    public int poll() {
        return number(queue.poll());
    }

    @Operation(nonParallelGroup = "owner")
    public int swapNext(int job) {
        return number(queue.swapNext(new Numbered(job)));
    }

    @Operation(nonParallelGroup = "owner")
    public List<Integer> takeHalf() {
        Object[] taken = new Object[CAPACITY / 2];
        int n = queue.takeHalf(taken);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(number((Awaitable) taken[i]));
        }
        return numbers;
    }

    @Operation(nonParallelGroup = "owner")
    public void clear() {
        queue.clear();
    }

    @Operation
    public int takeNext() {
        return number(queue.takeNext());
    }

    @Operation
    public List<Integer> steal() {
        LocalQueue own = new LocalQueue(CAPACITY);
        List<Integer> stolen = new ArrayList<>();
        for (Awaitable task = own.stealFrom(queue); task != null; task = own.poll()) {
            stolen.add(number(task));
        }
        return stolen;
    }

    private static int number(Awaitable job) {
        return job == null ? -1 : ((Numbered) job).number;
    }

    @Test
    void queue_stressed_isLinearizable() {
        new StressOptions()
                .iterations(30)
                .invocationsPerIteration(1000)
                .threads(3)
                .actorsBefore(5)
                .actorsPerThread(3)
                .actorsAfter(3)
                .check(LocalQueueLincheckTest.class);
    }

    @Test
    void queue_modelChecked_isLinearizable() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsBefore(5)
                .actorsPerThread(3)
                .actorsAfter(3)
                .check(LocalQueueLincheckTest.class);
    }
}
