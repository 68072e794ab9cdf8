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

/** The queue against itself in one thread. */
@Param(name = "job", gen = IntGen.class, conf = "1:99")
@Param(name = "few", gen = IntGen.class, conf = "1:3")
public class GlobalQueueLincheckTest {
    private final GlobalQueue queue = new GlobalQueue();

    @Operation
    public void add(@Param(name = "job") int job) {
        queue.add(new Numbered(job));
    }

    @Operation
    public void addAll(@Param(name = "job") int one, @Param(name = "job") int two, @Param(name = "job") int last) {
        queue.addAll(new Object[] {new Numbered(one), null, new Numbered(two), new Numbered(last)}, 3);
    }

    @Operation
    public List<Integer> takeShare(@Param(name = "few") int parts, @Param(name = "few") int most) {
        Object[] taken = new Object[most];
        int n = queue.takeShare(parts, most, taken);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(((Numbered) (Awaitable) taken[i]).number);
        }
        return numbers;
    }

    @Operation
    public int size() {
        return queue.size();
    }

    @Operation
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Test
    void queue_stressed_isLinearizable() {
        new StressOptions()
                .iterations(8)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsBefore(4)
                .actorsPerThread(3)
                .check(GlobalQueueLincheckTest.class);
    }

    @Test
    void queue_modelChecked_isLinearizable() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(150)
                .threads(3)
                .actorsBefore(4)
                .actorsPerThread(3)
                .check(GlobalQueueLincheckTest.class);
    }
}
