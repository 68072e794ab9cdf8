package dev.bobbin.runtime.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applies the {@link Mutants}, one at a time: compiles the changed file, puts the result before all else on the class path, and runs
 * the tests that are to see it. One that takes much longer than without the mutant counts as hung, and so as killed.
 *
 * <p>With {@code -Dmutants=REGEX} those in whose title it is found, with {@code -Dmutants=.} all; else a few. That each still fits the sources is
 * looked at always.
 */
class MutantsTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    /** A few that die at once, so that the gate itself is tested each time. */
    private static final String QUICK =
            "LocalQueue: the owner moves the head without|OnExecutor: tasks that are started";

    private static final String WANTED = System.getProperty("mutants", QUICK);

    /** Of a test that is to hang: beyond this and {@link #SLOWER} times what it takes without the mutant. */
    private static final long LIMIT_SECONDS = 10;

    private static final int SLOWER = 3;

    /** How much longer than in each build the stress tests may take. */
    private static final int STRESS = 10;

    @TempDir
    private Path scratch;

    static Stream<Mutant> all() {
        return Mutants.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void mutant_ofTheSourcesAsTheyAre_fitsInOnePlace(Mutant mutant) throws IOException {
        assertThat(mutant.found(ROOT))
                .as("`%s` in %s", mutant.before(), mutant.file())
                .isEqualTo(1);
        assertThat(mutant.mutated(ROOT)).isNotEqualTo(Files.readString(ROOT.resolve(mutant.file())));
    }

    @Test
    void mutants_ofAllFilesThatWereAskedFor_areKilled() throws Exception {
        List<String> survivors = new ArrayList<>();
        Map<List<String>, Double> baselines = new HashMap<>();
        int killed = 0;
        for (Mutant mutant : Mutants.all()) {
            if (!Pattern.compile(WANTED).matcher(mutant.title()).find()) {
                continue;
            }
            Double baseline = baselines.get(mutant.tests());
            if (baseline == null) {
                baseline = baseline(mutant.tests());
                baselines.put(mutant.tests(), baseline);
            }
            long begin = System.nanoTime();
            String end = run(compile(mutant), mutant.tests(), LIMIT_SECONDS + (long) (SLOWER * baseline));
            System.out.printf("%-8s %5.1f s  %s%n", end, seconds(begin), mutant.title());
            if (end.equals("survived")) {
                survivors.add(mutant.title() + " (" + mutant.wrong() + ")");
            } else {
                killed++;
            }
        }
        System.out.printf("%d killed, %d survived%n", killed, survivors.size());
        assertThat(survivors).isEmpty();
        assertThat(killed).as("mutants named %s", WANTED).isPositive();
    }

    /** How long the tests take when nothing is wrong. */
    private double baseline(List<String> tests) throws Exception {
        long begin = System.nanoTime();
        String end = run(Files.createTempDirectory(scratch, "none"), tests, 120);
        assertThat(end).as("%s without a mutant", tests).isEqualTo("survived");
        return seconds(begin);
    }

    private Path compile(Mutant mutant) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "mutant");
        Path source = directory.resolve("source").resolve(Path.of(mutant.file()).getFileName());
        Files.createDirectories(source.getParent());
        Files.writeString(source, mutant.mutated(ROOT));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-cp",
                classPath(),
                "-d",
                directory.toString(),
                source.toString());
        assertThat(result).as("compiling %s", mutant.title()).isZero();
        return directory;
    }

    private String run(Path first, List<String> tests, long limitSeconds) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-cp",
                first + File.pathSeparator + (isOfCore(tests) ? withoutRuntime(classPath()) : classPath()),
                "-Dbobbin.root=" + ROOT,
                "-Dstress=" + STRESS,
                ChosenTests.class.getName()));
        tests.forEach(test -> command.add(qualified(test)));
        Path log = first.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return "hung";
        }
        return switch (process.exitValue()) {
            case ChosenTests.PASSED -> "survived";
            case ChosenTests.FAILED -> "failed";
            default -> throw new AssertionError(tests + " did not run: " + Files.readString(log));
        };
    }

    private static String qualified(String test) {
        return test.startsWith("dev.") ? test : "dev.bobbin.runtime." + test;
    }

    private static boolean isOfCore(List<String> tests) {
        return tests.stream().allMatch(test -> test.startsWith("dev."));
    }

    /** The core's own tests are to find no runtime. */
    private static String withoutRuntime(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.equals(
                        ROOT.resolve("bobbin-runtime/target/classes").toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** That of these tests, and the tests of the core. */
    private static String classPath() {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return own + File.pathSeparator + ROOT.resolve("bobbin-core/target/test-classes");
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
