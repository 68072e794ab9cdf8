package dev.bobbin.cli;

import org.jspecify.annotations.Nullable;

/** The command's entry point. */
public final class Main {
    private Main() {}

    /**
     * Carries out one command.
     *
     * <p>The user's program runs from here and not from inside the option parser: what it throws goes on to the JVM, which
     * prints it, waits for the program's other threads and exits with status 1, exactly as under {@code java}.
     *
     * @param args the command line
     * @throws Throwable what the user's program threw
     */
    public static void main(String[] args) throws Throwable {
        EntryPoint program = prepare(args);
        if (program != null) {
            program.call();
        }
    }

    private static @Nullable EntryPoint prepare(String[] args) {
        try {
            RunRequest plain = RunRequest.ofPlain(args);
            return plain == null ? BobbinCommand.execute(args) : plain.prepare();
        } catch (Refusal refusal) {
            System.err.println(refusal.text());
            System.exit(Refusal.EXIT_STATUS);
            throw new AssertionError("exited", refusal);
        }
    }
}
