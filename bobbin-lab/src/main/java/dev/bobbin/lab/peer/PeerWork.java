package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.Child;
import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.WrongAnswer;
import java.nio.file.Path;
import java.util.List;

/**
 * A bench by a peer's program, in a process of its own. It prints what {@link Child} reads, and its answer, which must be the
 * one that the lab computed.
 *
 * @param arguments the bench's name, and more
 */
public record PeerWork(Peer peer, List<String> arguments, long expected) implements PeerRun {
    /** Warmed up and measured as {@code JmhWork} does it, and started; where a batch takes seconds it is more. */
    private static final double SECONDS = 4;

    @Override
    public Cost costOfRun(Trial trial) {
        return new Cost(1, SECONDS);
    }

    @Override
    public Run measure(List<String> command, Trial trial, Progress progress) throws TrialFailed {
        Child child = Child.run(peer.subject(), command, Path.of("").toAbsolutePath(), progress);
        Long answer = child.answer();
        if (answer == null) {
            throw new WrongAnswer(trial.bench() + ": no answer");
        }
        Answer.check(trial.bench(), expected, answer);
        return child.result();
    }
}
