package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A library that takes yielders, and a program that hands them to it, transformed apart, or the library not at all. */
final class SeparateYieldsTest {
    private static final String SHAPE = """
            package sep;
            import dev.bobbin.Yielder;
            public interface Shape {
                void parts(Yielder<? super String> y);
                default void whole(Yielder<? super String> y) { y.yield("<"); parts(y); y.yield(">"); }
            }
            """;

    private static final String LIBRARY = """
            package sep;
            import dev.bobbin.IntYielder;
            import dev.bobbin.SeqBody;
            import dev.bobbin.Yielder;
            public class Library {
                public static int words(int n, Yielder<? super String> y) {
                    for (int i = 0; i < n; i++) y.yield("w" + i);
                    return n;
                }
                public void overridden(Yielder<? super String> y) { y.yield("library"); }
                public void calls(Yielder<? super String> y) { overridden(y); }
                public static void numbers(IntYielder y) { y.yield(1); y.yield(2); }
                public static SeqBody<String> body() { return y -> y.yield("body"); }
                public static Shape shape() {
                    return new Shape() { @Override public void parts(Yielder<? super String> y) { y.yield("shape"); } };
                }
            }
            """;

    private static final String PROGRAM = """
            package sep;
            import dev.bobbin.IntSeq;
            import dev.bobbin.Seq;
            import dev.bobbin.Yielder;
            public class Program extends Library {
                @Override public void overridden(Yielder<? super String> y) { super.overridden(y); y.yield("program"); }
                public static String run() {
                    return "" + Seq.<String>of(y -> {
                        int n = words(2, y);
                        y.yield("n" + n);
                        new Program().calls(y);
                        Shape mine = inner -> inner.yield("mine");
                        mine.whole(y);
                        shape().whole(y);
                    }).toList() + Seq.of(body()).toList() + IntSeq.of(Library::numbers).boxed().toList();
                }
            }
            """;

    private static final String HIDDEN = """
            package sep;
            import dev.bobbin.Yielder;
            public class Hidden {
                @SuppressWarnings("unchecked")
                public static void yields(Object y) { ((Yielder<String>) y).yield("hidden"); }
            }
            """;

    /** Sees nothing of the library that takes a yielder. */
    private static final String BLIND = """
            package sep;
            import dev.bobbin.Seq;
            public class Blind {
                public static Object body() { return Seq.of(Library.body()).toList(); }
                public static Object shape() { return Seq.<String>of(y -> Library.shape().parts(y)).toList(); }
                public static Object hidden() { return Seq.of(y -> Hidden.yields(y)).toList(); }
            }
            """;

    @TempDir
    static Path directory;

    private static Map<String, byte[]> plain;
    private static Map<String, byte[]> blind;

    @BeforeAll
    static void compile() {
        Jars jars = new Jars(directory);
        plain = jars.compile(SHAPE, LIBRARY, PROGRAM);
        blind = jars.compile(SHAPE, LIBRARY, HIDDEN, BLIND);
    }

    static Stream<Arguments> formsOfBoth() {
        return World.models().stream()
                .flatMap(library -> World.models().stream().map(program -> Arguments.of(library, program)));
    }

    @ParameterizedTest(name = "library {0}, program {1}")
    @MethodSource("formsOfBoth")
    void library_transformedApart_yieldsThroughIt(Options library, Options program) throws Throwable {
        // given
        Map<String, byte[]> classes = new TreeMap<>(plain);
        classes.putAll(Jars.transform(Jars.without(plain, "sep/Program"), plain, library));
        classes.putAll(Jars.transform(Jars.only(plain, "sep/Program"), classes, program));
        // when, then
        assertThat(call(classes, "Program", "run"))
                .isEqualTo("[w0, w1, n2, library, program, <, mine, >, <, shape, >][body][1, 2]");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void library_notTransformed_isRefusedWhereTheYielderIsHandedToIt(Options form) {
        // when
        Transformer.Result result = Transformer.transform(
                Jars.only(plain, "sep/Program"),
                name -> plain.containsKey(name) ? plain.get(name) : Javac.onClassPath(name),
                form);
        // then
        String end = " of sep.%s is given the yielder and was not compiled by Bobbin: it could not be suspended"
                + " [yielder-leaves]\n    transform that class too, or yield what it returns";
        assertThat(result.diagnostics().stream().map(Diagnostic::render))
                .containsExactly(
                        "sep/Program.java:6: error: overridden" + end.formatted("Library"),
                        "sep/Program.java:9: error: words" + end.formatted("Program"),
                        "sep/Program.java:11: error: calls" + end.formatted("Program"),
                        "sep/Program.java:13: error: whole" + end.formatted("Shape"),
                        "sep/Program.java:14: error: whole" + end.formatted("Shape"));
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void library_notTransformedAndNotSeen_failsAtTheCallAndSaysSo(Options form) throws Throwable {
        // given
        Map<String, byte[]> classes = new TreeMap<>(blind);
        classes.putAll(Jars.transform(Jars.only(blind, "sep/Shape"), blind, form));
        classes.putAll(Jars.transform(Jars.only(blind, "sep/Blind"), classes, form));
        // when, then
        String remedy =
                " takes a yielder and was not compiled by Bobbin: run the program with `./bobbin run FILE.java`, or"
                        + " rewrite its class files with `./bobbin compile DIR -o DIR` after javac";
        assertThat(call(classes, "Blind", "body"))
                .asString()
                .matches("!java.lang.IllegalStateException: sep.Library\\$\\$Lambda.*\\.run" + "\\Q" + remedy + "\\E");
        assertThat(call(classes, "Blind", "shape"))
                .isEqualTo("!java.lang.IllegalStateException: sep.Library$1.parts" + remedy);
        assertThat(call(classes, "Blind", "hidden"))
                .asString()
                .startsWith("!java.lang.IllegalStateException: a yield that cannot suspend the body of its sequence:"
                        + " it comes from code that Bobbin has not compiled");
    }

    private static Object call(Map<String, byte[]> classes, String type, String method)
            throws ReflectiveOperationException {
        ClassLoader loader = World.ofCoroutines(classes, "NEVER", 0).loader();
        try {
            return Class.forName("sep." + type, true, loader).getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            return "!" + e.getCause();
        }
    }
}
