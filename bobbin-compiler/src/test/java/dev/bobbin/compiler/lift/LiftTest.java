package dev.bobbin.compiler.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.compiler.Options;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Libraries that nobody here wrote, made coroutines all the way up, give what they give as they are.
 *
 * <p>The suspension points, the way calls are written and all arguments follow from one seed, which is fixed, since a build
 * should fail for what changed; {@code -Dlift.seed=N} tries another.
 */
final class LiftTest {
    private static final long SEED = Long.getLong("lift.seed", 17);

    /** What the issue asks for. */
    private static final int LEAST = 500;

    @TestFactory
    Stream<DynamicTest> libraries_liftedToCoroutines_giveWhatTheyGivePlainly() {
        List<Library> libraries = Libraries.all();
        List<Lift.Result> lifted = libraries.parallelStream()
                .map(library -> Lift.of(library, key -> true, SEED))
                .toList();
        return Options.forms().stream()
                .map(form -> dynamicTest(form.toString(), () -> compare(libraries, lifted, form)));
    }

    private static void compare(List<Library> libraries, List<Lift.Result> lifted, Options form) {
        // when
        List<Trial.Report> reports = libraries.parallelStream()
                .map(library -> Trial.of(library, form, lifted.get(libraries.indexOf(library)), SEED))
                .toList();

        // then
        int counted = reports.stream().mapToInt(r -> r.counted().size()).sum();
        System.out.println("lift: " + form + ", seed " + SEED + ": " + counted + " methods; another with -Dlift.seed=N");
        reports.forEach(report -> {
            System.out.println("  " + report);
            report.refused().forEach(r -> System.out.println("    refused " + r));
            if (Boolean.getBoolean("lift.verbose")) {
                report.unstable().forEach(r -> System.out.println("    unstable " + r));
            }
        });
        assertThat(reports).flatExtracting(Trial.Report::failures).isEmpty();
        assertThat(counted).isGreaterThanOrEqualTo(LEAST);
    }
}
