package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bobbin.abi.Abi;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jars that an older Bobbin has compiled, with the runtime of today. They lie in {@code src/test/resources/abi}, by the version of the ABI;
 * {@code -Dgolden.update=true} stores those of today's version anew.
 */
class StoredJarsIT {
    private static final Path STORE = Artefact.ROOT.resolve("bobbin-it/src/test/resources/abi");
    private static final String ANSWER = "says.txt";

    @TempDir
    private Path directory;

    /** A stored jar. */
    record Stored(int version, Path jar) {
        boolean isToRun() {
            return version >= Abi.OLDEST && version <= Abi.VERSION;
        }

        @Override
        public String toString() {
            return version + "/" + jar.getFileName();
        }
    }

    static Stream<Stored> stored() throws IOException {
        List<Stored> all = new ArrayList<>();
        for (Path version : versions()) {
            for (Path jar : list(version)) {
                if (jar.toString().endsWith(".jar")
                        && (!isStackful(jar) || Runtime.version().feature() >= 21)) {
                    all.add(new Stored(Integer.parseInt(version.getFileName().toString()), jar));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void jar_ofAnOlderBobbin_answersAsItDid_orIsRefused(Stored stored) throws Exception {
        Jvm.Outcome outcome = run(stored.jar());

        if (stored.isToRun()) {
            String answer = Files.readString(stored.jar().resolveSibling(ANSWER));
            assertThat(outcome).isEqualTo(new Jvm.Outcome(0, answer, ""));
        } else {
            assertRefused(
                    outcome,
                    stored.version(),
                    " and runs what was compiled for " + Abi.OLDEST
                            + " or later: transform it again with the Bobbin it runs with");
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void jar_ofANewerBobbin_isRefused(Stored stored) throws Exception {
        int newer = Abi.VERSION + 1;

        Jvm.Outcome outcome = run(NewerAbi.of(stored.jar(), newer, directory.resolve("newer.jar")));

        assertRefused(
                outcome, newer, ": run it with bobbin-core and bobbin-runtime as new as the Bobbin that compiled it");
    }

    /** Nothing has run, and the first line says why; which coroutine it names is the first that the model has a class for. */
    private static void assertRefused(Jvm.Outcome outcome, int version, String remedy) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().findFirst().orElseThrow())
                .matches(
                        "Exception in thread \"main\" java\\.lang\\.LinkageError: (Sums|Tour)\\.\\S+ was compiled by Bobbin .*")
                .endsWith(" for ABI version " + version + ", this runtime has version " + Abi.VERSION + remedy);
    }

    @Test
    void store_hasJars_thatAreToRun_inEachModel() throws Exception {
        Path today = STORE.resolve(Integer.toString(Abi.VERSION));
        if (Boolean.getBoolean("golden.update")) {
            store(today);
            fail("wrote " + today + ": run again without golden.update");
        }

        assertThat(versions())
                .as(
                        "no jars for a version from %s to %s: store today's with -Dgolden.update=true",
                        Abi.OLDEST, Abi.VERSION)
                .anyMatch(version -> isWhole(version)
                        && new Stored(Integer.parseInt(version.getFileName().toString()), version).isToRun());
    }

    private static boolean isWhole(Path version) {
        return Options.models().stream().allMatch(options -> Files.exists(version.resolve(name(options))));
    }

    private void store(Path to) throws IOException {
        Files.createDirectories(to);
        Program javac = Program.compile(directory.resolve("javac"));
        for (Options options : Options.models()) {
            Program program = javac.transformed(options, directory.resolve(name(options)));
            Jars.write(to.resolve(name(options)), List.of(program.library(), program.app()));
        }
        Files.writeString(to.resolve(ANSWER), Program.SAYS + "in no module\n");
    }

    private static Jvm.Outcome run(Path jar) throws Exception {
        List<Path> classPath = List.of(jar, Artefact.CORE.jar(), Artefact.RUNTIME.jar(), Artefact.LOOM.jar());
        return Jvm.ofTheTests().java(List.of("-cp", Jvm.path(classPath), Program.MAIN));
    }

    private static String name(Options options) {
        return options.toString().replace(" --", "-") + ".jar";
    }

    private static boolean isStackful(Path jar) {
        return jar.getFileName().toString().equals(name(Options.of(Model.STACKFUL)));
    }

    private static List<Path> versions() {
        return list(STORE).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
