package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.List;
import java.util.function.Function;

/**
 * A peer's program that somebody else starts or loads and measures, and checks what it does: a server, a library.
 *
 * @param arguments the bench's name, and more
 * @param client measures what a command starts, and says what that takes for the peer's own, which need not be built
 */
public record PeerProgram(Peer peer, List<String> arguments, Function<List<String>, Work> client) implements PeerRun {
    @Override
    public Cost costOfRun(Trial trial) {
        return client.apply(peer.run()).cost(trial);
    }

    @Override
    public Run measure(List<String> command, Trial trial, Progress progress) throws TrialFailed {
        return client.apply(command).measure(trial, progress);
    }
}
