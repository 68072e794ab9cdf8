package dev.bobbin.lab.ccall;

import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerProgram;
import dev.bobbin.lab.trial.Work;
import java.util.List;
import java.util.function.Function;

/** The functions of {@code calls.c}: these are compiled before they are first needed, once in a run of the lab. */
public final class CLibrary {
    private static final String FILE = "libcalls.so";

    private static final Peer CALLS = new Peer(
            "c-calls",
            List.of("calls.c"),
            List.of("gcc", "--version"),
            "gcc",
            Peer.Build.by("gcc", "-O2", "-shared", "-fPIC", "-pthread", "-o", FILE, "calls.c"),
            List.of("./" + FILE));

    private CLibrary() {}

    /** Work that calls them. @param work what is to be done with the library in this file */
    public static Work of(Function<String, Work> work) {
        return new PeerProgram(CALLS, List.of(), command -> work.apply(command.get(0)));
    }
}
