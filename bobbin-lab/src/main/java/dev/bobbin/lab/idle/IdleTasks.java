package dev.bobbin.lab.idle;

import com.sun.management.OperatingSystemMXBean;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Measures the processor time of this JVM while all its tasks wait; prints what {@code ChildWork} reads. */
public final class IdleTasks {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private IdleTasks() {}

    /** @param args number of tasks, an even one; seconds to let the JVM settle; seconds to measure */
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[0]);
        Idlers idlers = new Idlers(tasks);
        try (Scheduler scheduler = Schedulers.of("workers")) {
            Task<Void> all = scheduler.start(idlers.all());
            Answer.check("tasks that wait", tasks, settled(idlers, tasks, Integer.parseInt(args[1])));
            double percent = percentOfACore(Integer.parseInt(args[2]));
            Answer.check("tasks that ended by themselves", 0, idlers.ended());
            all.cancel();
            await(all::isDone);
            Answer.check("tasks that ended when cancelled", tasks, idlers.ended());
            ChildReport.figure("cpu-percent", percent);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    /** How many wait, when all do or nobody comes any more; some seconds later, when the JIT has nothing to do any more. */
    private static int settled(Idlers idlers, int tasks, int seconds) throws InterruptedException {
        await(() -> idlers.begun() == tasks);
        System.gc();
        TimeUnit.SECONDS.sleep(seconds);
        return idlers.begun();
    }

    private static double percentOfACore(int seconds) throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        long used = system.getProcessCpuTime() - cpu;
        return 100.0 * used / (System.nanoTime() - start);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < PATIENCE) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
