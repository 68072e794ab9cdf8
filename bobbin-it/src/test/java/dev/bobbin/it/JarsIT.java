package dev.bobbin.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars that are published. */
class JarsIT {
    /** For core and runtime together, in bytes: docs/adr/0018-artefacts.md says what takes it. */
    private static final int ROOM = 590_000;

    private static final String SERVICES = "META-INF/services/";

    static Stream<Artefact> published() {
        return Artefact.published().filter(Artefact::isJar);
    }

    static Stream<Artefact> libraries() {
        return Stream.of(Artefact.CORE, Artefact.RUNTIME, Artefact.LOOM);
    }

    @Test
    void coreAndRuntime_haveRoom() throws Exception {
        assertThat(Files.size(Artefact.CORE.jar()) + Files.size(Artefact.RUNTIME.jar()))
                .isLessThanOrEqualTo(ROOM);
    }

    @ParameterizedTest
    @MethodSource("published")
    void jar_hasTheLicence(Artefact artefact) throws Exception {
        assertThat(Jars.read(artefact.jar()).get("META-INF/LICENSE"))
                .isEqualTo(Files.readAllBytes(Artefact.ROOT.resolve("LICENSE")));
    }

    /** What makes two builds differ: when, where and by whom. {@code .ci/reproducible} compares whole builds. */
    @ParameterizedTest
    @MethodSource("published")
    void jar_saysNothing_ofItsBuild(Artefact artefact) throws Exception {
        LocalDateTime time = Instant.parse(
                        artefact.model().getProperties().getProperty("project.build.outputTimestamp"))
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime();
        try (JarFile jar = new JarFile(artefact.jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct())
                    .contains(time)
                    .as("the agent's ASM is older")
                    .allMatch(entry -> !entry.isAfter(time));
            assertThat(jar.stream().map(ZipEntry::getName)).doesNotHaveDuplicates();
            assertThat(jar.getManifest().getMainAttributes().keySet())
                    .extracting(Object::toString)
                    .doesNotContain("Built-By", "Build-Jdk", "Build-Time", "Bnd-LastModified");
        }
        Jars.read(artefact.jar())
                .forEach((name, file) ->
                        assertThat(new String(file, ISO_8859_1)).as(name).doesNotContain(Artefact.ROOT.toString()));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void services_ofTheClassPath_areThoseOfTheModule(Artefact library) throws Exception {
        ModuleDescriptor module =
                ModuleFinder.of(library.jar()).findAll().iterator().next().descriptor();
        Map<String, String> onClassPath = new TreeMap<>();
        Jars.read(library.jar()).forEach((name, file) -> {
            if (name.startsWith(SERVICES)) {
                onClassPath.put(name.substring(SERVICES.length()), new String(file, UTF_8).strip());
            }
        });

        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.name()).isEqualTo(library.name().replace("bobbin-", "dev.bobbin."));
        assertThat(module.provides().stream()
                        .collect(Collectors.toMap(
                                ModuleDescriptor.Provides::service, p -> String.join("\n", p.providers()))))
                .isEqualTo(onClassPath);
    }
}
