package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;

/** What is published: by its name, where this build has put it. */
record Artefact(String name) {
    static final Artefact CORE = new Artefact("bobbin-core");
    static final Artefact RUNTIME = new Artefact("bobbin-runtime");
    static final Artefact LOOM = new Artefact("bobbin-loom");

    /** The checkout. */
    static final Path ROOT = Path.of(property("bobbin.root"));

    Path directory() {
        return ROOT.resolve(name);
    }

    Path jar() {
        Path jar = directory().resolve("target").resolve(name + "-" + property("bobbin.version") + ".jar");
        assertThat(jar).as("run 'mvn verify' for all modules").isRegularFile();
        return jar;
    }

    static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by failsafe, in the POM");
    }
}
