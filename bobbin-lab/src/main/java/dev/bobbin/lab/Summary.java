package dev.bobbin.lab;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Table;
import dev.bobbin.lab.trial.Rounds;
import java.util.List;
import java.util.Locale;

/** What a session has to show in the end, as text: notes, how steady the machine was, the table, and who is not in it. */
final class Summary {
    private Summary() {}

    static String of(Session session) {
        Rounds.Outcome outcome = session.outcome();
        List<Figure> figures = session.figures();
        StringBuilder text = new StringBuilder();
        outcome.notes()
                .forEach((trial, note) ->
                        text.append(trial).append('\n').append(note).append('\n'));
        if (session.settings().quick()) {
            text.append("quick: ").append(session.settings().rounds()).append(" run of each, short: rough figures\n");
        }
        text.append(drift(session.machine()));
        if (figures.stream().anyMatch(Figure::noisy)) {
            text.append(
                    "~ the difference may be noise: runs of the one lie among runs of the other, or there is one only\n");
        }
        text.append(Table.of(figures));
        outcome.rejected()
                .forEach((trial, reason) -> text.append("rejected: ")
                        .append(trial)
                        .append(": ")
                        .append(reason)
                        .append('\n'));
        return text.toString();
    }

    private static String drift(Machine machine) {
        int times = machine.calibration().size();
        if (times < 2) {
            return "";
        }
        String line = String.format(
                Locale.ROOT,
                "calibration: the same loop took %.1f to %.1f ms, %d times: a drift of %.1f %%%n",
                machine.calibration().stream().mapToDouble(d -> d).min().orElse(0),
                machine.calibration().stream().mapToDouble(d -> d).max().orElse(0),
                times,
                100 * (machine.drift() - 1));
        return machine.isSteady()
                ? line
                : line
                        + "warning: the machine itself became slower or faster meanwhile: times of different rounds differ by it\n";
    }
}
