package dev.bobbin.lab.calibration;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.List;

/**
 * Times a chain of dependent shifts and xors, in a JVM of its own: no memory, no allocation, nothing of Bobbin's. What differs
 * between two runs of it is the machine. As of a benchmark's iterations, the fastest pass counts.
 */
public final class Calibration {
    /** Where its time stands in what it gives, in milliseconds. */
    public static final String METRIC = "ms";

    private static final int STEPS = 20_000_000;
    private static final int WARM_UP = 5;
    private static final int PASSES = 10;
    private static final double SECONDS = 1;

    private Calibration() {}

    /** To be run between other trials, on the lab's own JDK. */
    public static Trial trial() {
        ChildWork work = new ChildWork(Calibration.class.getName(), List.of(), ClassPath.own(), SECONDS);
        Param param = Param.of("steps=" + STEPS);
        return new Trial("calibration", param, "machine", Jdk.running(), List.of(), Integer.MAX_VALUE, work);
    }

    public static void main(String[] args) {
        long answer = pass(STEPS);
        for (int i = 1; i < WARM_UP; i++) {
            pass(STEPS);
        }
        long fastest = Long.MAX_VALUE;
        try {
            for (int i = 0; i < PASSES; i++) {
                long begin = System.nanoTime();
                long same = pass(STEPS);
                fastest = Math.min(fastest, System.nanoTime() - begin);
                Answer.check("the calibration loop", answer, same);
            }
            ChildReport.figure(METRIC, fastest / 1e6);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    /** Marsaglia's xorshift generator of 64 bits. */
    private static long pass(int steps) {
        long x = 88172645463325252L;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
