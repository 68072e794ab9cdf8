package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Unavailable;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work that a peer's program does, if this machine has what builds it. */
public sealed interface PeerRun extends Work permits PeerWork, PeerProgram {
    Peer peer();

    /** For the program, besides what starts it. */
    List<String> arguments();

    /** What one run takes where the peer is installed. */
    Cost costOfRun(Trial trial);

    /** Nothing where something is missing; what cannot even be looked for is told when it is to be measured. */
    @Override
    default Cost cost(Trial trial) {
        try {
            return version() == null ? Cost.NONE : costOfRun(trial);
        } catch (TrialFailed e) {
            return Cost.NONE;
        }
    }

    /** Measures the program, which is there. */
    Run measure(List<String> command, Trial trial, Progress progress) throws TrialFailed;

    /** The version of what builds or runs the peer on this machine; null if it is not installed. */
    default @Nullable String version() throws TrialFailed {
        return Built.of(peer()).found().version();
    }

    @Override
    default Run measure(Trial trial, Progress progress) throws TrialFailed {
        Built built = Built.of(peer());
        String missing = built.found().missing();
        if (!missing.isEmpty()) {
            return new Unavailable(peer().subject() + ": " + missing).measure(trial, progress);
        }
        List<String> command = new ArrayList<>(built.command());
        command.addAll(arguments());
        return measure(command, trial, progress);
    }
}
