package dev.bobbin.lab;

import dev.bobbin.lab.blocking.BlockedWorkers;
import dev.bobbin.lab.ccall.CLibrary;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;

/** The bench of workers that are blocked, and who takes part in it. */
final class WorkerBenches {
    /** The forms have one scheduler; one of them stands for all. */
    static final Bench BLOCKING = new Bench(
            "blocking",
            List.of(Form.FUSED.subject(), Jvms.THREADS, Jvms.VIRTUAL, Jvms.KOTLIN),
            WorkerBenches::blocking,
            figures -> List.of());

    static final int WORKERS = 4;
    static final int MILLIS = 1000;
    static final List<String> KINDS = List.of("read", "native");

    private WorkerBenches() {}

    private static List<Trial> blocking(String subject, Bench.Jdks jdks) {
        List<String> carriers = switch (subject) {
            case Jvms.VIRTUAL -> List.of("-Djdk.virtualThreadScheduler.parallelism=" + WORKERS);
            case Jvms.KOTLIN -> List.of("-Dkotlinx.coroutines.scheduler.core.pool.size=" + WORKERS);
            default -> List.of();
        };
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String by : KINDS) {
                for (int blocked = 0; blocked <= WORKERS; blocked++) {
                    List<String> arguments = List.of(
                            subject,
                            Integer.toString(WORKERS),
                            Integer.toString(blocked),
                            by,
                            Integer.toString(MILLIS));
                    List<String> flags = new ArrayList<>(carriers);
                    flags.addAll(Jvms.nativeAccess(jdk));
                    trials.add(Jvms.timed(
                            "blocking", param(blocked, by), subject, jdk, flags, calling(subject, arguments)));
                }
            }
        }
        return trials;
    }

    static String param(int blocked, String by) {
        return "workers=" + WORKERS + ",blocked=" + blocked + ",by=" + by;
    }

    private static Work calling(String subject, List<String> arguments) {
        return CLibrary.of(library -> {
            List<String> all = new ArrayList<>(arguments);
            all.add(library);
            return Jvms.child(subject, BlockedWorkers.class, all);
        });
    }
}
