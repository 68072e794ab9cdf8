package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JaCoCo's probes, put in before Bobbin has rewritten the classes or after it, change no answer. Put in before, they count
 * the lines of coroutines; afterwards JaCoCo sees only what is not synthetic, which of a coroutine is its entry.
 */
final class CoverageTest {
    private static final IRuntime RUNTIME = new LoggerRuntime();

    static Stream<Options> forms() {
        return Options.forms().stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void probes_putInBeforeTheTransformer_changeNoAnswerAndCount(Options form) throws Exception {
        Map<String, byte[]> plain = corpus();
        Set<Integer> covered = compare(plain, transform(instrument(plain), form), plain);
        assertThat(covered).containsAll(linesOfLoops("pause().await();"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void probes_putInAfterTheTransformer_changeNoAnswer(Options form) throws Exception {
        Map<String, byte[]> plain = corpus();
        Map<String, byte[]> transformed = transform(plain, form);
        Set<Integer> covered = compare(plain, instrument(transformed), transformed);
        assertThat(covered).isNotEmpty();
    }

    /** Returns the lines of Loops.java that JaCoCo says have run. */
    private static Set<Integer> compare(
            Map<String, byte[]> plain, Map<String, byte[]> tested, Map<String, byte[]> analysed) throws Exception {
        // given
        RuntimeData data = new RuntimeData();
        RUNTIME.startup(data);
        World blocking = World.ofBlockingCode(plain);
        World world = World.ofCoroutines(tested, "ALWAYS", 0);
        try {
            for (String name : Case.classes(plain)) {
                for (Case program : Case.of(name, blocking)) {
                    String expected = program.expected(blocking);
                    // when
                    String answer = program.run(world);
                    // then
                    assertThat(answer).as(program.toString()).isEqualTo(expected);
                }
            }
            return coveredLines(data, analysed);
        } finally {
            RUNTIME.shutdown();
        }
    }

    /** Without the programs that are as large as the JVM allows: there is no room for probes. */
    private static Map<String, byte[]> corpus() {
        Map<String, byte[]> plain = Javac.compile(Build.corpus(17), 17, "-g");
        plain.keySet().removeIf(name -> name.startsWith("corpus/limits/"));
        return plain;
    }

    private static Map<String, byte[]> transform(Map<String, byte[]> classes, Options form) {
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return result.classes();
    }

    private static Map<String, byte[]> instrument(Map<String, byte[]> classes) {
        Instrumenter instrumenter = new Instrumenter(RUNTIME);
        Map<String, byte[]> result = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            try {
                result.put(name, instrumenter.instrument(bytes, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return result;
    }

    private static Set<Integer> coveredLines(RuntimeData data, Map<String, byte[]> analysed) throws IOException {
        ExecutionDataStore executed = new ExecutionDataStore();
        data.collect(executed, new SessionInfoStore(), false);
        CoverageBuilder report = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(executed, report);
        analyzer.analyzeClass(analysed.get("corpus/loops/Loops"), "corpus/loops/Loops");
        return report.getClasses().stream()
                .flatMap(c -> IntStream.rangeClosed(c.getFirstLine(), c.getLastLine())
                        .filter(line -> (c.getLine(line).getStatus() & ICounter.PARTLY_COVERED) != ICounter.NOT_COVERED)
                        .boxed())
                .collect(Collectors.toSet());
    }

    private static List<Integer> linesOfLoops(String text) throws IOException {
        List<String> lines =
                Files.readAllLines(Javac.resources("corpus").resolve("loops").resolve("Loops.java"));
        List<Integer> result = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            if (lines.get(n).contains(text)) {
                result.add(n + 1);
            }
        }
        return result;
    }
}
