package dev.bobbin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassRoots;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.objenesis.Objenesis;

/** Programs that javac alone has compiled, in JVMs of their own with the agent's jar. */
class AgentIT {
    private static final String TOUR = """
            calls 43
            overrides dear you;you;lambda you;
            tasks 120
            yields 2 4 6 8\s
            fails deep down
            """;

    private static final boolean STACKS = Runtime.version().feature() >= 21;

    @TempDir
    Path directory;

    static Stream<String> models() {
        Stream<String> forms = Stream.of("", "model=push", "model=pull", "model=embedded", "model=embedded,flatten");
        return STACKS ? Stream.concat(forms, Stream.of("model=stackful")) : forms;
    }

    @ParameterizedTest
    @MethodSource("models")
    void program_inEachModel_answers(String options) throws Exception {
        Program tour = Program.compile("tour", directory).withStacks();

        assertThat(tour.run(options, "tour.Tour")).isEqualTo(new Program.Outcome(0, TOUR, ""));
    }

    @Test
    void program_withoutTheAgent_saysThatItWasNotCompiled() throws Exception {
        Program.Outcome outcome = Program.compile("tour", directory).java(List.of(), "tour.Tour");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void jar_ofSomeone_isCompiledToo(String options) throws Exception {
        Program tour = Program.compile("tour", directory);
        Map<String, byte[]> library = classes(directory);
        Map<String, byte[]> own = new TreeMap<>(library);
        library.keySet().removeIf(name -> name.equals("tour/Tour.class"));
        own.keySet().removeIf(name -> !name.equals("tour/Tour.class"));
        Path ownJar = jar("own.jar", own);
        Path libraryJar = jar("library.jar", library);

        assertThat(tour.withStacks().from(ownJar, libraryJar).run(options, "tour.Tour"))
                .isEqualTo(new Program.Outcome(0, TOUR, ""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void jar_thatWasCompiled_isLeftAlone(String options) throws Exception {
        Program tour = Program.compile("tour", directory);
        Map<String, byte[]> plain = classes(directory);
        Map<String, byte[]> library = new TreeMap<>(plain);
        library.keySet().removeIf(name -> name.equals("tour/Tour.class"));
        plain.keySet().removeIf(name -> !name.equals("tour/Tour.class"));
        for (Options form : Options.forms()) {
            Map<String, byte[]> compiled = new TreeMap<>(library);
            compiled.putAll(ClassRoots.of(library, (path, file) -> path.substring(0, path.length() - 6))
                    .rewritten(classes -> Transformer.transform(
                                    classes, ClassSource.of(AgentIT.class.getClassLoader()), form)
                            .classes()));
            assertThat(compiled.keySet()).as("%s", form).hasSizeGreaterThan(library.size());

            assertThat(tour.withStacks()
                            .from(jar("own.jar", plain), jar("library.jar", compiled))
                            .run(options, "tour.Tour"))
                    .as("%s", form)
                    .isEqualTo(new Program.Outcome(0, TOUR, ""));
        }
    }

    @Test
    void classes_ofPatterns_areCompiled_andNoOthers() throws Exception {
        Program tour = Program.compile("tour", directory);

        assertThat(tour.run("includes=tour.**:nothing.*", "tour.Tour").out()).isEqualTo(TOUR);
        Program.Outcome without = tour.run("excludes=tour.Steps", "tour.Tour");
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.err()).contains("tour.Steps").contains("IllegalStateException");
    }

    @Test
    void class_thatCannotBeCompiled_isNeverRun() throws Exception {
        Program.Outcome outcome = Program.compile("refused", directory).run("", "refused.Main");

        String reason = """
                refused/Bad.java:16: error: await() inside a synchronized block: the lock belongs to a thread, and the coroutine may go on in another [await-in-synchronized]
                    await before the block or after it
                """;
        assertThat(outcome.err())
                .startsWith(reason)
                .containsOnlyOnce(
                        "java.lang.LinkageError: refused.Bad was not loaded, since Bobbin cannot compile it:\n"
                                + reason.stripTrailing());
        assertThat(outcome.out()).isEqualTo("""
                main runs
                java.lang.LinkageError
                java.lang.NoClassDefFoundError
                1 methods
                """);
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void class_inManyLoaders_isCompiledForEach_alsoByManyThreads() throws Exception {
        Program.Outcome outcome = Program.compile("twice", directory).run("", "twice.Main");

        assertThat(outcome).isEqualTo(new Program.Outcome(0, "1 of Careless 1\n".repeat(10), ""));
    }

    @Test
    void agent_leaksNothing() throws Exception {
        Program.Outcome outcome = Program.compile("leaks", directory).run("", "leaks.Main");

        assertThat(outcome).isEqualTo(new Program.Outcome(0, """
                        not there: org.objectweb.asm.ClassReader
                        not there: dev.bobbin.compiler.Transformer
                        there: dev.bobbin.agent.Premain
                        java.lang open: false
                        """, ""));
    }

    @Test
    void model_stackful_hasWhatItNeedsOfTheJdk_orIsRefused() throws Exception {
        Program.Outcome outcome =
                Program.compile("leaks", directory).withStacks().run("model=stackful", "leaks.Main");

        if (STACKS) {
            assertThat(outcome.out()).contains("java.lang open: true");
            assertThat(outcome.status()).isZero();
        } else {
            assertThat(outcome)
                    .isEqualTo(new Program.Outcome(
                            2,
                            "",
                            "bobbin-agent: the stackful model needs JDK 21 or later to run, and this is JDK "
                                    + Runtime.version().feature() + ": use another, or leave out model=stackful\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void coverage_isMeasured_whicheverAgentComesFirst(boolean bobbinFirst) throws Exception {
        Path data = directory.resolve("jacoco.exec");
        List<String> agents = new ArrayList<>(List.of("-javaagent:"
                + Program.home(Class.forName("org.jacoco.agent.rt.RT")) + "=destfile=" + data + ",includes=tour.*"));
        agents.add(bobbinFirst ? 0 : 1, Program.agent(""));

        Program.Outcome outcome = Program.compile("tour", directory).java(agents, "tour.Tour");

        assertThat(outcome).isEqualTo(new Program.Outcome(0, TOUR, ""));
        assertThat(Files.readString(data, StandardCharsets.ISO_8859_1))
                .contains("tour/Tour")
                .contains("tour/Steps")
                .contains("tour/Tree");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spans_areThoseOfTheirTasks_whicheverAgentComesFirst(boolean bobbinFirst) throws Exception {
        Program traced = Program.compile("traced", directory, Span.class, Context.class, ComponentLoader.class);
        List<String> flags = new ArrayList<>(List.of(
                "-javaagent:" + Program.home(Class.forName("io.opentelemetry.javaagent.OpenTelemetryAgent")),
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.javaagent.logging=none"));
        flags.add(bobbinFirst ? 0 : 1, Program.agent(""));

        Program.Outcome outcome = traced.java(flags, "traced.Main");

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("100 fine\n");
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after", "attached"})
    void mocks_ofCoroutines_answer(String mockito) throws Exception {
        Program mocks = Program.compile(
                "mocks", directory, Mockito.class, ByteBuddy.class, ByteBuddyAgent.class, Objenesis.class);
        List<String> agents = new ArrayList<>(List.of(Program.agent(""), "-XX:+EnableDynamicAgentLoading"));
        if (!mockito.equals("attached")) {
            agents.add(mockito.equals("before") ? 0 : 1, "-javaagent:" + Program.home(Mockito.class));
        }

        Program.Outcome outcome = mocks.java(agents, "mocks.Main");

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("mocked 50\nstubbed 1000\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void class_handedInAnew_isCompiledIfItsCoroutinesAreTheSame() throws Exception {
        Program.Outcome outcome = Program.compile("redefined", directory, ByteBuddyAgent.class)
                .java(List.of(Program.agent(""), "-XX:+EnableDynamicAgentLoading"), "redefined.Main");

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("""
                cheap 1
                dear! 1
                java.lang.ClassFormatError
                dear! 1
                """);
        assertThat(outcome.err()).contains("redefined/Main$Price.class: error: its coroutines are not those");
    }

    private static Map<String, byte[]> classes(Path directory) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                classes.put(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private Path jar(String name, Map<String, byte[]> files) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new JarEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }
}
