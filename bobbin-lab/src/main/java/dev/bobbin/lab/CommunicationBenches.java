package dev.bobbin.lab;

import dev.bobbin.lab.communication.CommunicatingTasks;
import dev.bobbin.lab.communication.CommunicatingThreads;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.skynet.SkynetTasks;
import dev.bobbin.lab.skynet.SkynetThreads;
import dev.bobbin.lab.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** The benches of tasks that wait for each other, and which subject does what of them. */
final class CommunicationBenches {
    private static final List<String> FORMS_AND_THREADS = Jvms.formsAnd(Jvms.THREADS, Jvms.VIRTUAL);

    static final Bench CHANNEL = communicating("channel", FORMS_AND_THREADS);
    static final Bench SELECT = communicating("select", Form.subjects());
    static final Bench MUTEX = communicating("mutex", FORMS_AND_THREADS);
    static final Bench FANOUT = communicating("fanout", FORMS_AND_THREADS);
    static final Bench SKYNET =
            new Bench("skynet", Jvms.formsAnd(Jvms.VIRTUAL), CommunicationBenches::skynet, figures -> List.of());

    private CommunicationBenches() {}

    private static Bench communicating(String name, List<String> subjects) {
        return new Bench(name, subjects, (subject, jdks) -> trials(name, subject, jdks), figures -> List.of());
    }

    private static List<Trial> trials(String name, String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        SchedulingBenches.SCHEDULERS.forEach(scheduler -> params.add("program=" + name + "," + scheduler));
        return SchedulingBenches.timed(
                name, params, subject, jdks, CommunicatingTasks.class, CommunicatingThreads.class);
    }

    private static List<Trial> skynet(String subject, Bench.Jdks jdks) {
        List<String> params = new ArrayList<>();
        SchedulingBenches.SCHEDULERS.forEach(scheduler -> params.add("leaves=1000000," + scheduler));
        return SchedulingBenches.timed("skynet", params, subject, jdks, SkynetTasks.class, SkynetThreads.class);
    }
}
