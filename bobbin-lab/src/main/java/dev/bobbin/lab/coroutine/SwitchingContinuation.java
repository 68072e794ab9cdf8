package dev.bobbin.lab.coroutine;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The operation of {@link Switching}, by the VM's continuation and nothing else; the message is in a field. */
@State(Scope.Thread)
public class SwitchingContinuation {
    private VmContinuation echo;
    private Object message = Message.GO;
    private long given;
    private long resumed;

    /** Nothing is made before {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    public SwitchingContinuation() {}

    @Setup
    public void begin() {
        echo = new VmContinuation(this::echo);
        resume(1000);
        end();
        echo = new VmContinuation(this::echo);
    }

    private void echo() {
        long n = 0;
        while (message != Message.END) {
            n++;
            VmContinuation.leave();
        }
        given = n;
    }

    @Benchmark
    @OperationsPerInvocation(Switching.SWITCHES)
    public Object switches() {
        return resume(Switching.SWITCHES);
    }

    private Object resume(int times) {
        resumed += times;
        for (int i = 0; i < times; i++) {
            message = Message.GO;
            echo.run();
        }
        return message;
    }

    @TearDown
    public void end() {
        message = Message.END;
        echo.run();
        Answer.check("yields", resumed, given);
        resumed = 0;
    }
}
