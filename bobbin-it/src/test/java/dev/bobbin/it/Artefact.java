package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;

/** What is published: by its name, where this build has put it. */
record Artefact(String name) {
    static final Artefact PARENT = new Artefact("bobbin");
    static final Artefact CORE = new Artefact("bobbin-core");
    static final Artefact RUNTIME = new Artefact("bobbin-runtime");
    static final Artefact LOOM = new Artefact("bobbin-loom");

    /** The checkout. */
    static final Path ROOT = Path.of(property("bobbin.root"));

    /** All that are: the modules of the checkout, but for those that are never deployed; and their parent. */
    static Stream<Artefact> published() {
        Stream<Artefact> modules = PARENT.model().getModules().stream().map(Artefact::new);
        return Stream.concat(Stream.of(PARENT), modules)
                .filter(artefact ->
                        !Boolean.parseBoolean(artefact.model().getProperties().getProperty("maven.deploy.skip")));
    }

    Path directory() {
        return equals(PARENT) ? ROOT : ROOT.resolve(name);
    }

    Path pom() {
        return directory().resolve("pom.xml");
    }

    /** The POM, with what it inherits. */
    Model model() {
        ModelBuildingRequest request = new DefaultModelBuildingRequest()
                .setPomFile(pom().toFile())
                .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_STRICT)
                .setSystemProperties(System.getProperties());
        try {
            return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
        } catch (ModelBuildingException e) {
            throw new AssertionError(e);
        }
    }

    boolean isJar() {
        return !model().getPackaging().equals("pom");
    }

    Path jar() {
        Path jar = directory().resolve("target").resolve(name + "-" + property("bobbin.version") + ".jar");
        assertThat(jar).as("run 'mvn verify' for all modules").isRegularFile();
        return jar;
    }

    @Override
    public String toString() {
        return name;
    }

    static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by failsafe, in the POM");
    }
}
