package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.List;
import java.util.function.Function;

/**
 * A peer's program as a server, which somebody else measures, and checks what it sends.
 *
 * @param arguments the bench's name, and more
 * @param client measures the server that a command starts
 */
public record PeerServer(Peer peer, List<String> arguments, Function<List<String>, Work> client) implements PeerRun {
    @Override
    public Cost costOfRun(Trial trial) {
        return client.apply(List.of()).cost(trial);
    }

    @Override
    public Run measure(List<String> command, Trial trial, Progress progress) throws TrialFailed {
        return client.apply(command).measure(trial, progress);
    }
}
