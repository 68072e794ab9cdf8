package dev.bobbin.compiler.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.compiler.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Libraries that nobody here wrote, made coroutines all the way up, give what they give as they are.
 *
 * <p>The suspension points, the way calls are written and all arguments follow from one seed, which is fixed, since a build
 * should fail for what changed. {@code -Dlift.seed=N} tries another, {@code -Dlift.rounds=N} as many times
 * the calls, {@code -Dlift.only=TEXT} only some libraries; {@code -Dlift.verbose=true} also prints what was not compared.
 */
final class LiftTest {
    private static final long SEED = Long.getLong("lift.seed", 17);
    private static final String ONLY = System.getProperty("lift.only", "");

    /** What is asked for; some five thousand are there. */
    private static final int LEAST = 500;

    private static final int SHOWN = 8;

    @TestFactory
    Stream<DynamicTest> libraries_liftedToCoroutines_giveWhatTheyGivePlainly() {
        List<Library> libraries =
                Libraries.all().stream().filter(l -> l.name().contains(ONLY)).toList();
        Map<Library, Lift.Result> lifted = new HashMap<>();
        libraries.forEach(library -> lifted.put(library, Lift.of(library, key -> true, SEED)));
        return Options.forms().stream().map(form -> dynamicTest(form.toString(), () -> compare(lifted, form)));
    }

    private static void compare(Map<Library, Lift.Result> lifted, Options form) {
        // when
        List<Trial.Report> reports = lifted.keySet().parallelStream()
                .map(library -> Trial.of(library, form, lifted.get(library), SEED))
                .toList();

        // then
        int counted = reports.stream().mapToInt(r -> r.counted().size()).sum();
        System.out.println("lift: " + form + ": " + counted + " methods; repeat with -Dlift.seed=" + SEED);
        reports.forEach(LiftTest::print);
        List<String> failures = reports.stream().flatMap(LiftTest::describe).toList();
        if (!failures.isEmpty()) {
            fail(form + ": " + failures.size() + " calls differ; the first:\n"
                    + String.join("\n", failures.subList(0, Math.min(SHOWN, failures.size()))));
        }
        if (ONLY.isEmpty()) {
            assertThat(counted).isGreaterThanOrEqualTo(LEAST);
        }
    }

    private static void print(Trial.Report report) {
        System.out.println("  " + report);
        report.refused().forEach(r -> System.out.println("    refused " + r));
        if (Boolean.getBoolean("lift.verbose")) {
            report.unstable().forEach(u -> System.out.println("    unstable " + u));
        }
    }

    /** With the class files, which exist nowhere else, for javap. */
    private static Stream<String> describe(Trial.Report report) {
        Path before = Path.of("target", "lift", report.form().model().flag(), "lifted");
        Path after = before.resolveSibling("compiled");
        return report.failures().stream().map(failure -> {
            write(before, report.compilation().lifted().classes(), failure.owner());
            write(after, report.compilation().classes(), failure.owner());
            return failure + "\n  javap -c -p -cp " + before + " (" + after + ") '" + failure.owner() + "'";
        });
    }

    private static void write(Path directory, Map<String, byte[]> classes, String name) {
        try {
            Path file = directory.resolve(name.replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, classes.get(name.replace('.', '/')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void library_compiledByACompilerThatForgetsVariables_doesNotGiveTheSame() {
        // given
        Library bits = Libraries.collections().only("lifted/java/util/BitSet");
        Lift.Result lifted = Lift.of(bits, key -> true, SEED);

        // when
        Trial.Report sound = Trial.of(bits, Options.defaults(), lifted, SEED);
        Trial.Report damaged = Trial.of(bits, Options.defaults(), lifted, SEED, Damage::ofInts);

        // then
        assertThat(sound.failures()).isEmpty();
        assertThat(damaged.failures()).isNotEmpty();
        assertThat(damaged.failures().get(0).text()).contains("seed " + SEED, "BitSet", "plain:", "lifted:");
    }
}
