package dev.bobbin.lab.coroutine;

import dev.bobbin.Coroutine;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation resumes a coroutine, which yields what it was given. */
@State(Scope.Thread)
public class Switching {
    static final int SWITCHES = 10_000;

    @Param({"STACKLESS", "STACKFUL"})
    public Kind kind = Kind.STACKLESS;

    private Coroutine<Object, Object> echo;
    private long resumed;

    /** Nothing is made before {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    public Switching() {}

    @Setup
    public void begin() {
        echo = echo();
        resume(1000);
        end();
        echo = echo();
    }

    /** Gives back what it gets, and at the end how often it did. */
    private Coroutine<Object, Object> echo() {
        return kind.of((self, first) -> {
            long given = 0;
            Object message = first;
            while (message != Message.END) {
                given++;
                message = self.yield(message);
            }
            return given;
        });
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public Object switches() {
        return resume(SWITCHES);
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
