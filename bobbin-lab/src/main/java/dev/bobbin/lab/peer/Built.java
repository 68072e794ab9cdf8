package dev.bobbin.lab.peer;

import dev.bobbin.lab.trial.Scratch;
import dev.bobbin.lab.trial.TrialFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Peers as this machine has them: looked for once, built once, when first needed. Thread-safe. */
final class Built {
    private static final Map<Peer, Built> ALL = new HashMap<>();

    private final Peer peer;
    private @Nullable Path unpacked;
    private @Nullable Found found;
    private @Nullable List<String> command;
    private @Nullable String failure;

    private Built(Peer peer) {
        this.peer = peer;
    }

    static synchronized Built of(Peer peer) {
        return ALL.computeIfAbsent(peer, Built::new);
    }

    /**
     * What a peer needs, as far as it is there.
     *
     * @param version the first line that its tool prints of itself, and what the build needs; null if something is missing
     * @param missing what that is, and what brings it; empty if nothing
     * @param build makes the program; null if it runs from its sources, or something is missing
     */
    record Found(@Nullable String version, String missing, Peer.@Nullable Build build) {}

    /** @throws TrialFailed if there is no place for the sources */
    synchronized Found found() throws TrialFailed {
        Found known = found;
        if (known == null) {
            known = look();
            found = known;
        }
        return known;
    }

    /**
     * What starts the program, which is built if it has not been; can be run in any directory.
     *
     * @throws TrialFailed if it does not compile, with what the compiler said; the same each time
     */
    synchronized List<String> command() throws TrialFailed {
        if (failure != null) {
            throw new TrialFailed(failure);
        }
        List<String> known = command;
        if (known == null) {
            try {
                known = build();
            } catch (TrialFailed e) {
                failure = e.getMessage();
                throw e;
            }
            command = known;
        }
        return known;
    }

    private Found look() throws TrialFailed {
        Output tool = Output.of(peer.tool(), Path.of("").toAbsolutePath());
        if (!tool.succeeded()) {
            return new Found(null, peer.tool().get(0) + " is not installed (" + peer.bringers() + ")", null);
        }
        String said = "";
        for (Peer.Build build : peer.builds()) {
            if (build.needs().isEmpty()) {
                return new Found(tool.first(), "", build);
            }
            Output needs = Output.of(build.needs(), unpacked());
            if (needs.succeeded()) {
                return new Found(tool.first() + ", " + needs.first(), "", build);
            }
            said = needs.begin();
        }
        return peer.builds().isEmpty()
                ? new Found(tool.first(), "", null)
                : new Found(null, "what it needs is not installed (" + peer.bringers() + "): " + said, null);
    }

    private List<String> build() throws TrialFailed {
        Peer.Build build = found().build();
        Path directory = unpacked();
        if (build != null) {
            Output output = Output.of(build.command(), directory);
            if (!output.succeeded()) {
                throw new TrialFailed(peer.subject() + " does not compile: " + output.begin());
            }
        }
        return peer.run().stream()
                .map(word -> word.startsWith("./") || peer.sources().contains(word)
                        ? directory.resolve(word).normalize().toString()
                        : word)
                .toList();
    }

    /** The directory that has the sources. */
    private Path unpacked() throws TrialFailed {
        Path known = unpacked;
        if (known != null) {
            return known;
        }
        try {
            Path directory = Scratch.directory(peer.subject());
            for (String source : peer.sources()) {
                Path path = Path.of("/peers", peer.subject(), source).normalize();
                String resource = path.toString();
                try (InputStream in = Built.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new TrialFailed(peer.subject() + ": the lab has no resource " + resource);
                    }
                    Files.copy(in, directory.resolve(path.getFileName()));
                }
            }
            unpacked = directory;
            return directory;
        } catch (IOException e) {
            throw new TrialFailed(peer.subject() + " could not be unpacked: " + e.getMessage());
        }
    }
}
