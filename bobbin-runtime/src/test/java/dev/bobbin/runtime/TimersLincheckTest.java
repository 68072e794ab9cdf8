package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Timers;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * One heap of timers against itself in one thread. Several are not linearizable: who looks for what is due looks at one after the
 * other, and misses what comes to the first meanwhile; who adds it wakes the poller.
 */
@Param(name = "timer", gen = IntGen.class, conf = "0:4")
@Param(name = "time", gen = IntGen.class, conf = "1:6")
public class TimersLincheckTest {
    private final Timers timers = new Timers(1);
    private final List<Alarm> alarms = List.of(alarm(), alarm(), alarm(), alarm(), alarm());

    private static Alarm alarm() {
        return new Alarm(() -> {});
    }

    /** Fails if it is pending. */
    @Operation
    public boolean add(@Param(name = "timer") int timer, @Param(name = "time") int deadline) {
        return timers.add(alarms.get(timer), 10 * deadline + timer, 0);
    }

    @Operation
    public long cancel(@Param(name = "timer") int timer) {
        return timers.cancel(alarms.get(timer));
    }

    @Operation
    public int pollDue(@Param(name = "time") int now) {
        Awaitable due = timers.pollDue(10L * now);
        return due == null ? -1 : alarms.indexOf(due);
    }

    /** Whether it is due, pending or neither. */
    @Operation
    public int place(@Param(name = "timer") int timer) {
        return Integer.signum(timers.place(alarms.get(timer)));
    }

    @Operation
    public long earliest() {
        return timers.earliest();
    }

    @Operation
    public boolean isEmpty() {
        return timers.isEmpty();
    }

    @Test
    void timers_stressed_areLinearizable() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsBefore(3)
                .actorsPerThread(3)
                .actorsAfter(3)
                .check(TimersLincheckTest.class);
    }

    @Test
    void timers_modelChecked_areLinearizable() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsBefore(3)
                .actorsPerThread(3)
                .actorsAfter(3)
                .check(TimersLincheckTest.class);
    }
}
