package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.Options;
import groovy.lang.GroovyObject;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kotlin.KotlinVersion;
import lombok.Value;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One directory of class files that javac, ecj, Kotlin's and Groovy's compilers have written, some of it from sources that Lombok has changed. */
class OtherCompilersTest {
    private static final List<Path> LIBRARIES = Stream.concat(
                    Stream.of(Workspace.core()),
                    Stream.of(KotlinVersion.class, GroovyObject.class).map(OtherCompilersTest::home))
            .toList();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void coroutines_ofAllCompilers_awaitEachOther() throws Exception {
        Workspace work = compiled();
        Map<String, String> before = work.contents();

        for (Options form : Options.forms()) {
            RewriteInPlace.Outcome outcome = work.rewrite(form);

            assertThat(outcome.classes()).as("%s", form).isEqualTo(5);
            assertThat(outcome.leftAlone()).isEmpty();
            assertThat(work.contents())
                    .as("what has no coroutine stays as it was")
                    .containsEntry("app/Dynamic.class", before.get("app/Dynamic.class"))
                    .containsEntry("app/Pair$PairBuilder.class", before.get("app/Pair$PairBuilder.class"))
                    .containsEntry("app/Plain.class", before.get("app/Plain.class"));
            try (URLClassLoader program = program(work)) {
                assertThat(program.loadClass("app.Whole").getMethod("run").invoke(null))
                        .as("%s", form)
                        .isEqualTo("failed closed 32 5 read 2");
                assertThatThrownBy(() -> program.loadClass("app.Dynamic")
                                .getMethod("of", int.class)
                                .invoke(null, 1))
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("by code that Bobbin has not compiled");
            }
        }
    }

    /** What only Kotlin's compiler writes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Handlers | i3 more i4 l5 bfalse cx d0.5 i6
            Elvis    | true other [1] (1, 2) pair 13 later 1 2 -1 [0, 6] 1
            """)
    void coroutines_ofKotlin_run(String name, String said) throws Exception {
        Workspace work =
                new Workspace(temp).source("app/Lib.java", Workspace.LIB).javac();
        work.source("app/" + name + ".kt", text(name + ".kt"));
        kotlin(work, "app/" + name + ".kt");

        for (Options form : Options.forms()) {
            work.rewrite(form);

            try (URLClassLoader program = program(work)) {
                assertThat(program.loadClass("app." + name).getMethod("run").invoke(null))
                        .as("%s", form)
                        .isEqualTo(said);
            }
        }
    }

    private static String text(String name) throws IOException {
        try (var text = OtherCompilersTest.class.getResourceAsStream("/others/app/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Each language sees what those before it have written. */
    private Workspace compiled() throws Exception {
        Workspace work = new Workspace(temp)
                .source("app/Lib.java", Workspace.LIB)
                .source("app/Plain.java", Workspace.PLAIN)
                .javac();
        for (String name : List.of("Twice.kt", "Thrice.groovy", "Pair.java", "Whole.java")) {
            work.source("app/" + name, text(name));
        }
        kotlin(work, "app/Twice.kt");
        groovy(work, "app/Thrice.groovy");
        lombok(work, "app/Pair.java");
        ecj(work, "app/Whole.java");
        return work;
    }

    private static void kotlin(Workspace work, String file) {
        ExitCode status = new K2JVMCompiler()
                .exec(
                        System.err,
                        "-no-stdlib",
                        "-no-reflect",
                        "-nowarn",
                        "-jvm-target",
                        "17",
                        "-cp",
                        classPath(work),
                        "-d",
                        work.classes().toString(),
                        source(work, file));
        assertThat(status).isEqualTo(ExitCode.OK);
    }

    private static void groovy(Workspace work, String file) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        configuration.setTargetDirectory(work.classes().toFile());
        configuration.setClasspath(classPath(work));
        CompilationUnit unit = new CompilationUnit(configuration);
        unit.addSource(new File(source(work, file)));
        unit.compile();
    }

    private static void lombok(Workspace work, String file) {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-g",
                        "-Xlint:none",
                        "-cp",
                        classPath(work) + File.pathSeparator + home(Value.class),
                        "-processorpath",
                        home(Value.class).toString(),
                        "-d",
                        work.classes().toString(),
                        source(work, file));
        assertThat(status).isZero();
    }

    private static void ecj(Workspace work, String file) {
        List<String> arguments = new ArrayList<>(List.of("-17", "-g", "-proc:none", "-nowarn", "-cp", classPath(work)));
        arguments.addAll(List.of("-d", work.classes().toString(), source(work, file)));
        assertThat(BatchCompiler.compile(
                        arguments.toArray(String[]::new),
                        new PrintWriter(System.out, true),
                        new PrintWriter(System.err, true),
                        null))
                .isTrue();
    }

    private static String source(Workspace work, String file) {
        return work.root().resolve("src").resolve(file).toString();
    }

    private static String classPath(Workspace work) {
        return Stream.concat(Stream.of(work.classes()), LIBRARIES.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static URLClassLoader program(Workspace work) throws Exception {
        return new URLClassLoader(
                new URL[] {work.classes().toUri().toURL()}, OtherCompilersTest.class.getClassLoader());
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
