package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.Child;
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
    /** The version of what builds or runs the peer on this machine; null if it is not installed. */
    public @Nullable String version() {
        return Built.of(peer).version();
    }

    /**
     * The directory in which it has been built; null if its tool is not installed.
     *
     * @throws TrialFailed if it does not compile, with what the compiler said
     */
    public static @Nullable Path built(Peer peer) throws TrialFailed {
        Built built = Built.of(peer);
        return built.version() == null ? null : built.place();
    }

    /** How that is said which has not been built for want of its tool. */
    public static String missing(Peer peer) {
        return peer.subject() + ": " + peer.tool().get(0) + " is not installed (Debian package " + peer.debianPackage()
                + ")";
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        Path place = built(peer);
        if (place == null) {
            return new Unavailable(missing(peer)).measure(trial, progress);
        }
        Child child = Child.run(peer.subject(), command(place), place, progress);
        Long answer = child.answer();
        if (answer == null) {
            throw new WrongAnswer(bench + ": no answer");
        }
        Answer.check(bench, expected, answer);
        return child.result();
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
