package dev.bobbin.lab.coroutine;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The operation of {@link Switching} by Kotlin's bare continuations. */
@State(Scope.Thread)
public class SwitchingKotlin {
    private KotlinEcho echo;
    private long resumed;

    /** Nothing is made before {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    public SwitchingKotlin() {}

    @Setup
    public void begin() {
        echo = new KotlinEcho();
        resume(1000);
        end();
        echo = new KotlinEcho();
    }

    @Benchmark
    @OperationsPerInvocation(Switching.SWITCHES)
    public Object switches() {
        return resume(Switching.SWITCHES);
    }

    private Object resume(int times) {
        resumed += times;
        Object message = Message.GO;
        for (int i = 0; i < times; i++) {
            message = echo.resume(message);
        }
        return message;
    }

    @TearDown
    public void end() {
        Answer.check("yields", resumed, (Long) echo.resume(Message.END));
        resumed = 0;
    }
}
