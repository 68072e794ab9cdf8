package dev.bobbin.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs behave as coroutines, in every form, as they do as blocking code. {@code -Dfuzz.programs=N} says how
 * many, {@code -Dfuzz.seed=N} which, {@code -Dfuzz.first=N} from which one of these on; what fails is shrunk and written to target/fuzz, and belongs then in
 * src/test/resources/fuzz/kept.
 */
final class FuzzTest {
    private static final int PROGRAMS = Integer.getInteger("fuzz.programs", 1000);
    private static final long SEED = Long.getLong("fuzz.seed", Javac.JDK < 21 ? 1 : 1001); // each JDK of CI has its own
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);
    private static final int CANCEL_EVERY = 4;
    private static final int ENOUGH = 3;

    private static final Pattern RELEASE = Pattern.compile("--release (\\d+)(, unordered)?");

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void randomPrograms_asCoroutines_equalBlockingCode() throws Exception {
        // when
        Fuzzer fuzzer = new Fuzzer(SEED, FIRST, PROGRAMS, CANCEL_EVERY, ENOUGH, Batch::real);
        List<Failure> failures = fuzzer.run();

        // then
        System.out.println("fuzz: " + fuzzer.done() + " programs from seed " + SEED + "; repeat with -Dfuzz.seed="
                + SEED + " -Dfuzz.first=" + FIRST + " -Dfuzz.programs=" + PROGRAMS);
        for (Failure f : failures) {
            Path file = Path.of("target", "fuzz", f.program().name() + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, f.program().source());
        }
        assertThat(failures).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> keptPrograms_asCoroutines_equalBlockingCode() {
        return Javac.sources(Javac.resources("fuzz/kept")).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compareKept(file)));
    }

    private static void compareKept(Path file) throws IOException, ReflectiveOperationException {
        // given
        String source = Files.readString(file);
        Matcher header = RELEASE.matcher(source);
        assertThat(header.find()).as("a header that names its release").isTrue();
        int release = Integer.parseInt(header.group(1));
        String name = file.getFileName().toString().replace(".java", "");
        Program program = Program.kept(name, release, header.group(2) == null, source);
        Batch batch = new Batch(Batch::real);

        for (Setup setup : Setup.from(release)) {
            // when, then
            assertThat(batch.compare(List.of(program), setup, 1)).isEmpty();
        }
    }
}
