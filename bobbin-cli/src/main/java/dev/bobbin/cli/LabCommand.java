package dev.bobbin.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code bobbin lab}, for the help text.
 *
 * <p>The lab is not published and has a class path of its own, so the {@code ./bobbin} script builds and starts it directly;
 * whoever gets here has only the published jars.
 */
@Command(
        name = "lab",
        description = "Measures Bobbin; works in a checkout, through the ./bobbin script.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class LabCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ARG", description = "The lab's own options; see ./bobbin lab --help.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Refusal {
        throw Refusal.because("lab " + String.join(" ", arguments)
                + (arguments.isEmpty() ? "" : " ")
                + "works in a checkout of Bobbin only: ./bobbin lab");
    }
}
