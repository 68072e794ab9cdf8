package dev.bobbin.lab.echo;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the subject, a server, and lets the client measure it, which is the same for all and runs on the lab's own JDK.
 *
 * @param server what to start
 * @param millis how long to warm up, and then to measure
 */
public record EchoWork(Server server, int millis) implements Work {
    private static final int QUICK_MILLIS = 700;

    /** Two JVMs, and connections that open one after the other. */
    private static final double START_SECONDS = 2;

    /** Files that a process has open beside its connections: jars, selectors, the standard streams. */
    private static final int OTHER_FILES = 200;

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        int connections = trial.param().number("connections");
        checkFiles(connections);
        try (Server.Running running = server.start(trial)) {
            List<String> arguments = Stream.of(running.port(), connections, millis, running.pid())
                    .map(Object::toString)
                    .toList();
            Trial client = new Trial(
                    trial.bench(),
                    trial.param(),
                    trial.subject(),
                    Jdk.running(),
                    trial.flags(),
                    trial.maxRounds(),
                    this);
            try {
                return new ChildWork(EchoClient.class.getName(), arguments, ClassPath.own()).measure(client, progress);
            } catch (TrialFailed e) {
                throw new TrialFailed(e.getMessage() + running.lastWords());
            }
        } catch (IOException e) {
            throw new TrialFailed("the server: " + e.getMessage());
        }
    }

    @Override
    public Cost cost(Trial trial) {
        return new Cost(2, START_SECONDS + 2 * millis / 1e3);
    }

    @Override
    public Work quick() {
        return new EchoWork(server, QUICK_MILLIS);
    }

    /** A child may open as many files as this JVM, which has raised its limit as far as it may. */
    private static void checkFiles(int connections) throws TrialFailed {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long limit = unix.getMaxFileDescriptorCount();
            if (limit < connections + OTHER_FILES) {
                throw new TrialFailed(connections + " connections need " + (connections + OTHER_FILES)
                        + " open files, and only " + limit + " may be: raise the limit (ulimit -n)");
            }
        }
    }
}
