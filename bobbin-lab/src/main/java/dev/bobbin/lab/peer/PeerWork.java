package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.Child;
import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Unavailable;
import dev.bobbin.lab.trial.Work;
import dev.bobbin.lab.trial.WrongAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bench by a peer's program, in a process of its own. It prints what {@link Child} reads, and its answer, which must be the
 * one that the lab computed.
 *
 * @param arguments for the program, after the bench's name
 */
public record PeerWork(Peer peer, String bench, List<String> arguments, long expected) implements Work {
    /** Warmed up and measured as {@code JmhWork} does it, and started; where a batch takes seconds it is more. */
    private static final double SECONDS = 4;

    /** The version of what builds or runs the peer on this machine; null if it is not installed. */
    public @Nullable String version() {
        return Built.of(peer).version();
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        Built built = Built.of(peer);
        if (built.version() == null) {
            String why = peer.subject() + ": " + peer.tool().get(0) + " is not installed (Debian package "
                    + peer.debianPackage() + ")";
            return new Unavailable(why).measure(trial, progress);
        }
        Child child = Child.run(peer.subject(), command(built.place()), built.place(), progress);
        Long answer = child.answer();
        if (answer == null) {
            throw new WrongAnswer(bench + ": no answer");
        }
        Answer.check(bench, expected, answer);
        return child.result();
    }

    @Override
    public Cost cost(Trial trial) {
        return version() == null ? Cost.NONE : new Cost(1, SECONDS);
    }

    private List<String> command(Path place) {
        List<String> command = new ArrayList<>(peer.run());
        if (command.get(0).startsWith("./")) {
            command.set(0, place.resolve(command.get(0)).normalize().toString());
        }
        command.add(bench);
        command.addAll(arguments);
        return command;
    }
}
