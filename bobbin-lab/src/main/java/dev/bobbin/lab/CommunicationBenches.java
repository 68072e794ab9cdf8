package dev.bobbin.lab;

import dev.bobbin.lab.communication.CommunicatingKotlin;
import dev.bobbin.lab.communication.CommunicatingTasks;
import dev.bobbin.lab.communication.CommunicatingThreads;
import dev.bobbin.lab.skynet.SkynetKotlin;
import dev.bobbin.lab.skynet.SkynetTasks;
import dev.bobbin.lab.skynet.SkynetThreads;
import dev.bobbin.lab.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** The benches of tasks that wait for each other, and which subject does what of them. */
final class CommunicationBenches {
    static final Bench CHANNEL = communicating("channel", SchedulingBenches.OF_TASKS);
    static final Bench SELECT = communicating("select", Jvms.formsAnd(Jvms.KOTLIN));
    static final Bench MUTEX = communicating("mutex", SchedulingBenches.OF_TASKS);
    static final Bench FANOUT = communicating("fanout", SchedulingBenches.OF_TASKS);
    static final Bench SKYNET = new Bench(
            "skynet", Jvms.formsAnd(Jvms.VIRTUAL, Jvms.KOTLIN), CommunicationBenches::skynet, figures -> List.of());

    private static final SchedulingBenches.Benchmarks COMMUNICATING = new SchedulingBenches.Benchmarks(
            CommunicatingTasks.class, CommunicatingKotlin.class, CommunicatingThreads.class);
    private static final SchedulingBenches.Benchmarks TREES =
            new SchedulingBenches.Benchmarks(SkynetTasks.class, SkynetKotlin.class, SkynetThreads.class);

    private CommunicationBenches() {}

    private static Bench communicating(String name, List<String> subjects) {
        return new Bench(name, subjects, (subject, jdks) -> trials(name, subject, jdks), figures -> List.of());
    }

    private static List<Trial> trials(String name, String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        SchedulingBenches.SCHEDULERS.forEach(scheduler -> params.add("program=" + name + "," + scheduler));
        return SchedulingBenches.timed(name, params, subject, jdks, COMMUNICATING);
    }

    private static List<Trial> skynet(String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        SchedulingBenches.SCHEDULERS.forEach(scheduler -> params.add("leaves=1000000," + scheduler));
        return SchedulingBenches.timed("skynet", params, subject, jdks, TREES);
    }
}
