package dev.bobbin.lab.ccall;

import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerWork;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Unavailable;
import dev.bobbin.lab.trial.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Work that calls the functions of {@code calls.c}: these are compiled before it begins, once in a run of the lab.
 *
 * @param work what is to be done with the library in this file
 */
public record CLibrary(Function<String, Work> work) implements Work {
    private static final String FILE = "libcalls.so";

    private static final Peer CALLS = new Peer(
            "c-calls",
            List.of("calls.c"),
            List.of("gcc", "--version"),
            "gcc",
            List.of("gcc", "-O2", "-shared", "-fPIC", "-pthread", "-o", FILE, "calls.c"),
            List.of());

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        Path place = PeerWork.built(CALLS);
        return place == null
                ? new Unavailable(PeerWork.missing(CALLS)).measure(trial, progress)
                : work.apply(place.resolve(FILE).toString()).measure(trial, progress);
    }
}
