package dev.bobbin.lab;

import dev.bobbin.lab.ccall.CLibrary;
import dev.bobbin.lab.ccall.CallingC;
import dev.bobbin.lab.ccall.Place;
import dev.bobbin.lab.ccall.Via;
import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Unavailable;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bench of calls into C. */
final class CallBenches {
    static final Bench NATIVE = new Bench(
            "native",
            Jvms.formsAnd(Jvms.PLAIN, Jvms.VIRTUAL),
            CallBenches::calls,
            figures -> Derived.ratios(figures, "ns/op", Jvms.PLAIN, "times-plain"));

    private static final int FIRST_WITH_FFM = 22;

    private CallBenches() {}

    private static List<Trial> calls(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (Via via : Via.values()) {
                Work work = via == Via.FFM && jdk.feature() < FIRST_WITH_FFM
                        ? new Unavailable("the Foreign Function API comes with JDK " + FIRST_WITH_FFM)
                        : CLibrary.of(library -> Jvms.jmh(
                                subject,
                                CallingC.class,
                                Map.of(
                                        "via",
                                        via.name(),
                                        "place",
                                        place(subject).name(),
                                        "library",
                                        library)));
                String param = "via=" + via.name().toLowerCase(Locale.ROOT);
                trials.add(Jvms.timed("native", param, subject, jdk, Jvms.nativeAccess(jdk), work));
            }
        }
        return trials;
    }

    private static Place place(String subject) {
        return switch (subject) {
            case Jvms.PLAIN -> Place.PLAIN;
            case Jvms.VIRTUAL -> Place.VIRTUAL_THREAD;
            default -> Place.COROUTINE;
        };
    }
}
