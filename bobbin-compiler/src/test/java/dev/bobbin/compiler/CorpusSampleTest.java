package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A few programs of the corpus from end to end: as fast as mutation testing needs it, see docs/mutation.md. */
final class CorpusSampleTest {
    private static final List<String> SAMPLE =
            List.of("corpus.creation.Creation", "corpus.stack.OperandStack", "corpus.nulls.NullCasts");
    private static final Map<String, byte[]> PLAIN = Javac.compile(sources(), 17, "-g");

    private static List<Path> sources() {
        return Javac.sources(Javac.resources("corpus")).stream()
                .filter(file -> {
                    String path = file.toString().replace('\\', '/');
                    return Stream.concat(Stream.of("corpus.Pace", "corpus.Expect"), SAMPLE.stream())
                            .anyMatch(name -> path.endsWith("/" + name.replace('.', '/') + ".java"));
                })
                .toList();
    }

    @Test
    void sample_inEveryForm_equalsBlockingCode() throws Exception {
        List<World> worlds = new ArrayList<>();
        for (Options form : World.models()) {
            // when
            Transformer.Result result = Transformer.transform(PLAIN, Javac::onClassPath, form);

            // then
            assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
            worlds.add(World.ofCoroutines(result.classes(), form.toString(), "ALWAYS", 0));
        }
        World blocking = World.ofBlockingCode(PLAIN);
        for (String name : SAMPLE) {
            for (Case program : Case.of(name, blocking)) {
                String expected = program.expected(blocking); // once: a class is initialised only once, too
                for (World world : worlds) {
                    assertThat(program.run(world)).as("%s, %s", program, world).isEqualTo(expected);
                }
            }
        }
    }
}
