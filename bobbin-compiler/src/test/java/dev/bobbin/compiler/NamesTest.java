package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Names that could be taken for others, and callees that not everybody may name, in every form: as one compilation, as one for
 * each package, and as one for each class. The program is src/test/resources/names.
 */
final class NamesTest {
    private static final List<String> CASES = List.of(
            "two.Cases sameNames",
            "two.Cases overloads",
            "two.Cases packagePrivateBelowPublic",
            "two.Cases interfaceCoroutines",
            "two.Cases protectedCoroutines",
            "two.Cases nestedCoroutines",
            "two.Cases hereAndThere",
            "two.Emitted asTheCompanionOfAClass",
            "two.Emitted asTheClassesOfACoroutine",
            "two.Emitted asANestedClass",
            "two.Emitted asWhatYields",
            "Unnamed start");

    @TestFactory
    Stream<DynamicTest> coroutines_ofSimilarNamesInTwoPackages_equalBlockingCode() throws Exception {
        List<Path> sources = new ArrayList<>(Javac.sources(Javac.resources("names")));
        sources.add(Javac.resources("corpus").resolve("Pace.java"));
        Map<String, byte[]> plain = Javac.compile(sources, 17, "-g");
        World blocking = World.ofBlockingCode(plain);
        return Options.forms().stream()
                .flatMap(form -> Stream.of("all", "package", "class").flatMap(unit -> {
                    Map<String, byte[]> classes = transform(plain, form, unit);
                    Stream<DynamicTest> runs = CASES.stream()
                            .map(test -> dynamicTest(form + ", each " + unit + ": " + test, () -> {
                                String[] name = test.split(" ");
                                String expected = blocking.run(name[0], name[1]);
                                assertThat(expected).doesNotStartWith("!");
                                for (String mode : List.of("NEVER", "ALWAYS", "RANDOM")) {
                                    assertThat(World.ofCoroutines(classes, mode, 7)
                                                    .run(name[0], name[1]))
                                            .as(mode)
                                            .isEqualTo(expected);
                                }
                            }));
                    DynamicTest verified = dynamicTest(form + ", each " + unit + ": verifies", () -> verify(classes));
                    return Stream.concat(runs, Stream.of(verified));
                }));
    }

    private static Map<String, byte[]> transform(Map<String, byte[]> plain, Options form, String unit) {
        Map<String, Map<String, byte[]>> units = new TreeMap<>();
        plain.forEach((name, bytes) -> {
            int end = switch (unit) {
                case "all" -> 0;
                case "package" -> name.lastIndexOf('/') + 1;
                default -> name.length();
            };
            units.computeIfAbsent(name.substring(0, end), u -> new TreeMap<>()).put(name, bytes);
        });
        Map<String, byte[]> classes = new TreeMap<>();
        units.values().forEach(some -> classes.putAll(Jars.transform(some, plain, form)));
        return classes;
    }

    private static void verify(Map<String, byte[]> classes) {
        ClassLoader loader = World.ofCoroutines(classes, "NEVER", 0).loader();
        StringWriter complaints = new StringWriter();
        classes.values()
                .forEach(bytes ->
                        CheckClassAdapter.verify(new ClassReader(bytes), loader, false, new PrintWriter(complaints)));
        assertThat(complaints.toString()).isEmpty();
    }
}
