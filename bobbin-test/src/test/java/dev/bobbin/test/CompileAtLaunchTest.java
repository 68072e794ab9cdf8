package dev.bobbin.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.net.Tcp;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.util.CheckClassAdapter;
import org.opentest4j.AssertionFailedError;

/** What an IDE does: javac's output on the class path, and JUnit's launcher in a JVM without any option. */
@Timeout(120)
class CompileAtLaunchTest {
    /** What lies on the class path of a program's tests, by a class of each. */
    private static final List<Class<?>> LIBRARIES = List.of(
            Async.class,
            Tcp.class,
            TestScheduler.class,
            Transformer.class,
            ClassReader.class,
            ClassNode.class,
            Analyzer.class,
            JSRInlinerAdapter.class,
            CheckClassAdapter.class,
            Test.class,
            JupiterTestEngine.class,
            AnnotationSupport.class,
            TestEngine.class,
            Launcher.class,
            AssertionFailedError.class,
            API.class);

    /** What javac makes of the programs; each test has copies. */
    @TempDir
    static Path compiled;

    @TempDir
    Path dir;

    private Path shop;
    private Path tests;

    @BeforeAll
    static void compile() throws Exception {
        for (String program : List.of("runner", "shop", "shoptest", "refused", "stale", "fresh")) {
            javac(program);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        copy("runner");
        shop = copy("shop");
        tests = copy("shoptest");
    }

    private Path copy(String program) throws IOException {
        try (Stream<Path> files = Files.walk(compiled.resolve(program))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = dir.resolve(compiled.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return dir.resolve(program);
    }

    private record Outcome(String out, String err) {}

    private static List<Path> libraries() {
        return LIBRARIES.stream().map(CompileAtLaunchTest::location).distinct().toList();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String classPath(Path dir) throws IOException {
        try (Stream<Path> own = Files.list(dir)) {
            return Stream.concat(own.filter(Files::isDirectory).sorted(), libraries().stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void javac(String program) throws Exception {
        Path sources = Path.of(Objects.requireNonNull(CompileAtLaunchTest.class.getResource("/programs/" + program))
                .toURI());
        Path classes = Files.createDirectory(compiled.resolve(program));
        List<String> arguments = new ArrayList<>(List.of(
                "-g", "--release", "17", "-proc:none", "-classpath", classPath(compiled), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    /** As the Maven plugin does. */
    private void compileByBobbin(Path classes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        ClassSource around = name -> {
            try {
                Path file = shop.resolve(name + ".class");
                return Files.exists(file)
                        ? Files.readAllBytes(file)
                        : ClassSource.of(CompileAtLaunchTest.class.getClassLoader())
                                .find(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Transformer.Result result = Transformer.transform(files, around, Options.defaults());
        assertThat(result.hasErrors()).isFalse();
        for (Map.Entry<String, byte[]> file : result.classes().entrySet()) {
            Files.write(classes.resolve(file.getKey() + ".class"), file.getValue());
        }
    }

    private Outcome run(List<String> options, String launcher, String test) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(dir), "Runner", launcher, test));
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(Files.readString(out), Files.readString(err));
    }

    @Test
    void classes_asJavacWroteThem_areCompiledWithoutASettingOrAWarning() throws Exception {
        Outcome outcome = run(List.of(), "session", "shop.ShopTest");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .isEqualToNormalizingNewlines("loaded by bobbin-test\nfrom "
                        + tests.toFile().toURI() + "\npassed 6, failed 0\ncontext loader app\n");
    }

    @Test
    void launcher_withASessionToFindTestsAndAnotherToRunThem_seesTheSameClasses() throws Exception {
        Outcome outcome = run(List.of(), "launcher", "shop.ShopTest");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("loaded by bobbin-test", "passed 6, failed 0", "context loader app");
    }

    @Test
    void classes_compiledByTheBuild_areLeftToTheirLoader() throws Exception {
        compileByBobbin(shop);
        compileByBobbin(tests);
        Outcome outcome = run(List.of(), "session", "shop.ShopTest");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("loaded by app", "passed 6, failed 0");
    }

    /** As when an IDE has written one class of a Maven project anew. */
    @Test
    void classes_ofWhichTheBuildHasCompiledSome_runTogether() throws Exception {
        compileByBobbin(shop);
        Outcome outcome = run(List.of(), "session", "shop.ShopTest");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("loaded by bobbin-test", "passed 6, failed 0");
    }

    /** The classes that the build has added lie there as it has left them, for another Price. */
    @Test
    void class_writtenAnewInAnotherForm_thanItsCallersWereCompiledWith_isToldWithTheRemedy() throws Exception {
        Path stale = copy("stale");
        compileByBobbin(stale);
        Files.copy(
                compiled.resolve("fresh/shop/Price.class"),
                stale.resolve("shop/Price.class"),
                StandardCopyOption.REPLACE_EXISTING);
        Outcome outcome = run(List.of(), "session", "shop.PriceTest");

        assertThat(outcome.out())
                .contains(
                        "PriceTest.total was compiled with Price.plusOne of layout",
                        "transform them together, by building the project anew",
                        "passed 0, failed 1");
    }

    @Test
    void classes_withTheListenerTurnedOff_sayThatTheyAreNotCompiled() throws Exception {
        Outcome outcome = run(List.of("-Dbobbin.test.compile=false"), "session", "shop.ShopTest");

        assertThat(outcome.out())
                .contains("loaded by app", "by code that Bobbin has not compiled", "passed 0, failed 4");
    }

    /** Without permission it would be the same, but for who may do everything. */
    @Test
    void directory_thatCannotBeReadAllTheWayDown_isNoHindrance() throws Exception {
        Path above = deep(shop);
        Path below = dir.resolve("below");
        deep(below);
        Files.move(below, above.resolve("below")); // longer than a path may be

        Outcome outcome = run(List.of(), "session", "shop.ShopTest");
        Files.move(above.resolve("below"), below); // or JUnit could not delete it

        assertThat(outcome.out()).contains("loaded by bobbin-test", "passed 6, failed 0");
    }

    private static Path deep(Path directory) throws IOException {
        Path bottom = directory;
        for (int i = 0; i < 12; i++) {
            bottom = bottom.resolve("d".repeat(200));
        }
        return Files.createDirectories(bottom);
    }

    @Test
    void classes_thatAMavenBuildHasNotRewritten_areCompiledWithAWarning() throws Exception {
        Outcome outcome = run(List.of("-DlocalRepository=any"), "session", "shop.ShopTest");

        assertThat(outcome.out()).contains("loaded by bobbin-test", "passed 6, failed 0");
        assertThat(outcome.err())
                .startsWith("bobbin-test: warning: " + shop + " has not been rewritten by the bobbin-maven-plugin")
                .hasLineCount(1);
    }

    /** They get into no jar. */
    @Test
    void testClasses_thatAMavenBuildHasNotRewritten_areCompiledWithoutAWarning() throws Exception {
        compileByBobbin(shop);
        Files.move(tests, dir.resolve("test-classes"));
        Outcome outcome = run(List.of("-DlocalRepository=any"), "session", "shop.ShopTest");

        assertThat(outcome.out()).contains("loaded by bobbin-test", "passed 6, failed 0");
        assertThat(outcome.err()).isEmpty();
    }

    /** JaCoCo's agent must see what javac wrote, and has to be asked before Bobbin's. */
    @Test
    void classes_underTheAgent_areLeftToIt() throws Exception {
        Outcome outcome = run(List.of("-Ddev.bobbin.agent=true"), "session", "shop.ShopTest");

        assertThat(outcome.out()).contains("loaded by app", "failed 4"); // it only says that it is there
    }

    @Test
    void class_thatIsRefused_isToldWithFileAndLine() throws Exception {
        copy("refused");
        Outcome outcome = run(List.of(), "session", "refused.RefusedTest");

        assertThat(outcome.out())
                .contains("refused/RefusedTest.java:11: error: await() in the synchronized method locked", "failed 1")
                .doesNotContain("ran");
    }
}
