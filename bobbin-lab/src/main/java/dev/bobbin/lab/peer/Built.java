package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Scratch;
import dev.bobbin.lab.trial.TrialFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Peers as this machine has them: looked for once, built once, when first needed. Thread-safe. */
final class Built {
    private static final Map<Peer, Built> ALL = new HashMap<>();
    private static final int FIRST_LINES = 10;

    private final Peer peer;

    /** The first line that its tool prints of itself; null if there is no tool. */
    private final @Nullable String version;

    private @Nullable Path place;
    private @Nullable String failure;

    private Built(Peer peer) {
        this.peer = peer;
        this.version = versionOf(peer.tool());
    }

    static synchronized Built of(Peer peer) {
        return ALL.computeIfAbsent(peer, Built::new);
    }

    @Nullable
    String version() {
        return version;
    }

    /**
     * The directory of the program, which is built if it has not been.
     *
     * @throws TrialFailed if it does not compile, with what the compiler said; the same each time
     */
    synchronized Path place() throws TrialFailed {
        if (failure != null) {
            throw new TrialFailed(failure);
        }
        Path built = place;
        if (built == null) {
            try {
                built = build();
            } catch (TrialFailed e) {
                failure = e.getMessage();
                throw e;
            }
            place = built;
        }
        return built;
    }

    private Path build() throws TrialFailed {
        try {
            Path directory = Scratch.directory(peer.subject());
            for (String source : peer.sources()) {
                String resource = "/peers/" + peer.subject() + "/" + source;
                try (InputStream in = Built.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new TrialFailed(peer.subject() + ": the lab has no resource " + resource);
                    }
                    Files.copy(in, directory.resolve(source));
                }
            }
            if (!peer.build().isEmpty()) {
                Output output = output(peer.build(), directory);
                if (output.status != 0) {
                    throw new TrialFailed(peer.subject() + " does not compile: " + output.begin());
                }
            }
            return directory;
        } catch (IOException e) {
            throw new TrialFailed(peer.subject() + " could not be built: " + e.getMessage());
        }
    }

    private static @Nullable String versionOf(List<String> tool) {
        try {
            Output output = output(tool, Path.of("").toAbsolutePath());
            return output.status == 0 && !output.lines.isEmpty() ? output.lines.get(0) : null;
        } catch (IOException | TrialFailed e) {
            return null; // that is how a command is missing
        }
    }

    /** What a command printed, on both streams, until it ended. */
    private record Output(int status, List<String> lines) {
        String begin() {
            return lines.stream().limit(FIRST_LINES).collect(Collectors.joining(" | "));
        }
    }

    private static Output output(List<String> command, Path directory) throws IOException, TrialFailed {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text.lines().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
