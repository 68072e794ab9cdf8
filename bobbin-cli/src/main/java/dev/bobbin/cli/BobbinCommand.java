package dev.bobbin.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command with all its options, as picocli sees it. */
@Command(
        name = "bobbin",
        description = "Coroutines for Java by rewriting class files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class BobbinCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bobbin: a command is missing: run, compile, inspect or lab");
    }

    /** Carries out a command, up to the call of a program that it may have prepared; exits when it went wrong. */
    static @Nullable EntryPoint execute(String[] args) {
        RunCommand run = new RunCommand();
        // What follows the program's name is the program's, dashes and @-signs included.
        CommandLine runLine = new CommandLine(run).setStopAtPositional(true);
        CommandLine labLine = new CommandLine(new LabCommand()).setUnmatchedOptionsArePositionalParams(true);
        int status = new CommandLine(new BobbinCommand())
                .addSubcommand(runLine)
                .addSubcommand(new CommandLine(new CompileCommand()))
                .addSubcommand(new CommandLine(new InspectCommand()))
                .addSubcommand(labLine)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(BobbinCommand::explain)
                .execute(args);
        if (status != 0) {
            System.exit(status);
        }
        return run.program();
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof Refusal refusal) {
            command.getErr().println(refusal.text());
            return Refusal.EXIT_STATUS;
        }
        throw e;
    }
}
