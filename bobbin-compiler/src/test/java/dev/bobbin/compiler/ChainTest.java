package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.compiler.ir.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chains of six coroutines, each in a class, of a model, with a result, a way of calling the next and a compilation that are
 * chosen at random, are compared with the blocking program. {@code -Dbobbin.seed=N} repeats a run,
 * {@code -Dbobbin.chains=N} makes it longer.
 */
final class ChainTest {
    private static final long SEED = Long.getLong("bobbin.seed", System.nanoTime() & 0xFFFFFF);
    private static final int CHAINS = Integer.getInteger("bobbin.chains", 12);
    private static final int MIXES = 15;
    private static final int LENGTH = 6;

    private static final List<String> RESULTS = List.of("Integer", "Long", "Double", "Float", "Object");

    /** How a link calls the next; CALL stands for the call, BOX for the result's type. */
    private static final List<String> WAYS = List.of(
            "sum += number(CALL.await());",
            "for (int k = 0; k < 3; k++) { sum = sum * 7 + number(CALL.await()); }",
            "Async<BOX> stored = CALL; pause().await(); sum += number(stored.await());",
            "try { sum += number(CALL.await()); } finally { pause().await(); log(sum); }",
            "try { sum -= number(CALL.await()); } catch (IllegalStateException e) { log(e.getMessage()); sum += number(CALL.await()); }",
            "sum += x + number(CALL.await()) * number(CALL.await());",
            "AsyncSupplier<BOX> lambda = () -> CALL; sum += number(lambda.get().await());",
            "String s = sum + \"/\" + CALL.await() + \"/\" + x; log(s); sum += s.length();");

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> chains_ofAllModels_equalBlockingCode() {
        System.out.println("chains: repeat with -Dbobbin.seed=" + SEED);
        Jars jars = new Jars(directory);
        return IntStream.range(0, CHAINS).boxed().flatMap(chain -> {
            SplittableRandom random = new SplittableRandom(SEED + chain);
            String[] sources = sources(random);
            Map<String, byte[]> plain = jars.compile(sources);
            World blocking = World.ofBlockingCode(plain);
            return IntStream.range(0, MIXES).mapToObj(mix -> {
                List<Options> forms = random.ints(LENGTH, 0, Options.forms().size())
                        .mapToObj(Options.forms()::get)
                        .toList();
                boolean together = random.nextBoolean();
                return dynamicTest("chain " + (SEED + chain) + (together ? ", @Model " : ", jars ") + forms, () -> {
                    Map<String, byte[]> classes = together ? together(plain, forms) : apart(plain, forms, random);
                    compare(blocking, classes, String.join("\n", sources));
                });
            });
        });
    }

    private static void compare(World blocking, Map<String, byte[]> classes, String program) throws Exception {
        String expected = blocking.run("chain.Link0", "start");
        for (String mode : List.of("NEVER", "ALWAYS", "RANDOM", "RANDOM")) {
            assertThat(World.ofCoroutines(classes, mode, SEED + mode.length()).run("chain.Link0", "start"))
                    .as(program)
                    .isEqualTo(expected);
        }
    }

    /** One compilation; the model is that of the annotation, and flattening that of the build. */
    private static Map<String, byte[]> together(Map<String, byte[]> plain, List<Options> forms) {
        Map<String, byte[]> annotated = new TreeMap<>(plain);
        for (int k = 0; k < LENGTH; k++) {
            Model model = forms.get(k).model();
            Jars.only(plain, "chain/Link" + k)
                    .forEach((name, bytes) -> annotated.put(name, Annotate.classes(bytes, model)));
        }
        boolean flatten = forms.contains(new Options(Model.EMBEDDED, true));
        return Jars.transform(annotated, annotated, new Options(Model.EMBEDDED, flatten));
    }

    /** Each class by itself, or with the next if chance has it. */
    private static Map<String, byte[]> apart(Map<String, byte[]> plain, List<Options> forms, SplittableRandom random) {
        Map<String, byte[]> classes =
                new TreeMap<>(Jars.transform(Jars.only(plain, "corpus/Pace"), plain, forms.get(0)));
        for (int k = 0; k < LENGTH; k++) {
            Map<String, byte[]> some = Jars.only(plain, "chain/Link" + k);
            int first = k;
            if (k + 1 < LENGTH && random.nextBoolean()) {
                some.putAll(Jars.only(plain, "chain/Link" + ++k));
            }
            classes.putAll(Jars.transform(some, plain, forms.get(first)));
        }
        return classes;
    }

    private static String[] sources(SplittableRandom random) {
        List<String> sources = new ArrayList<>();
        String nextBox = "";
        String nextCall = "";
        for (int k = LENGTH - 1; k >= 0; k--) {
            String box = RESULTS.get(random.nextInt(RESULTS.size()));
            boolean isStatic = random.nextBoolean();
            String body = k == LENGTH - 1
                    ? leaf(random)
                    : WAYS.get(random.nextInt(WAYS.size()))
                            .replace("CALL", nextCall)
                            .replace("BOX", nextBox);
            String dead =
                    random.nextBoolean() ? "String unused = \"u\" + x; log(unused); double d = x;" : "double d = 0;";
            sources.add(HEAD.replace("NUMBER", "" + k)
                    + """
                        %s Async<%s> f(int x) throws Exception {
                            long sum = %d;
                            %s
                            %s
                            %s
                            return %s;
                        }
                    %s
                    }
                    """.formatted(
                                    isStatic ? "static" : random.nextBoolean() ? "final" : "",
                                    box,
                                    random.nextInt(100),
                                    dead,
                                    random.nextBoolean() ? "pause().await();" : "",
                                    body,
                                    result(box, random),
                                    k == 0 ? START.replace("F", isStatic ? "f(9)" : "new Link0().f(9)") : ""));
            nextBox = box;
            nextCall = (isStatic ? "Link" + k + ".f(" : "new Link" + k + "().f(")
                    + (random.nextBoolean() ? "x + 1)" : "(int) x)");
        }
        return sources.toArray(String[]::new);
    }

    private static String leaf(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> "for (int k = 0; k < 3; k++) { pause().await(); sum += k; }";
            case 1 -> "if (log(x) % 3 == 0) { pause().await(); throw new IllegalStateException(\"leaf \" + x); }";
            default -> "sum += step(x).await();";
        };
    }

    private static String result(String box, SplittableRandom random) {
        String value = switch (box) {
            case "Integer" -> "(int) (sum + d)";
            case "Long" -> "sum + (long) d";
            case "Double" -> "sum + d";
            case "Float" -> "(float) (sum % 1000 + d)";
            default -> "(Object) (sum + \"o\" + d)";
        };
        return switch (random.nextInt(4)) {
            case 0 -> "x < -1 ? done(null) : done(" + value + ")";
            case 1 -> "step(" + value + ")"; // a tail call
            default -> "done(" + value + ")";
        };
    }

    private static final String HEAD = """
            package chain;
            import static corpus.Pace.*;
            import static dev.bobbin.Async.done;
            import dev.bobbin.Async;
            import dev.bobbin.AsyncSupplier;
            public class LinkNUMBER {
                private static long number(Object o) {
                    return o instanceof Number n ? n.longValue() : o.toString().length();
                }
            """;

    private static final String START = """
                public static Async<String> start() throws Exception {
                    return done("" + F.await());
                }
            """;
}
