package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command: what it takes, where it writes, and what it refuses. */
class InspectCommandTest {
    @TempDir
    Path dir;

    private ChildJvm child;

    @BeforeEach
    void writeAProgram() throws IOException {
        child = new ChildJvm(dir);
        Files.createDirectories(dir.resolve("src/app"));
        Files.writeString(dir.resolve("src/app/App.java"), """
                package app;

                import static dev.bobbin.Async.done;

                import dev.bobbin.Async;
                import dev.bobbin.Bobbin;

                class App {
                    static Async<Integer> first(int x) {
                        int kept = Other.second(x).await();
                        return done(kept + x);
                    }
                }

                class Other {
                    static Async<Integer> second(int x) {
                        Bobbin.yieldNow().await();
                        return done(x);
                    }
                }
                """);
    }

    private void compile() throws IOException {
        ClassFiles.compile(dir, "classes", "src/app/App.java");
    }

    @Test
    void sourceFile_inspected_showsStatesAndSource() throws Exception {
        var outcome = child.bobbin("inspect", "src/app/App.java");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("App.first  src/app/App.java:10  1 state", "Other.second  src/app/App.java:17  1 state")
                .contains("| int kept = Other.second(x).await();", "saved      x int in i0", "under fused");
    }

    @Test
    void classFile_inspected_showsThatClassOnly() throws Exception {
        compile();

        var outcome = child.bobbin("inspect", "classes/app/App.class", "--source", "src");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("App.first  app/App.java:10", "| int kept = ", "frame 1, in the root")
                .doesNotContain("Other.second  app/");
    }

    @Test
    void directoryAndJar_inspected_showAllTheirClasses() throws Exception {
        compile();
        Files.writeString(dir.resolve("classes/note.txt"), "note");
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve("app.jar")))) {
            for (String name : new String[] {"app/App.class", "app/Other.class"}) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(dir.resolve("classes").resolve(name)));
            }
        }

        var ofDirectory = child.bobbin("inspect", "classes");
        var ofJar = child.bobbin("inspect", "app.jar");
        var ofSources = child.bobbin("inspect", "src");

        assertThat(ofDirectory.status()).isZero();
        assertThat(ofDirectory.out()).contains("App.first  app/App.java:10", "Other.second  app/App.java:17");
        assertThat(ofJar).isEqualTo(ofDirectory);
        assertThat(ofSources.out()).contains("App.first  src/app/App.java:10", "| int kept");
    }

    @Test
    void classWithoutDebugInformation_inspected_showsPlacesInstead() throws Exception {
        ClassFiles.compileWith("-g:none", dir, "classes", "src/app/App.java");

        var outcome = child.bobbin("inspect", "classes", "--html", "page.html");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("App.first  app/App.class  1 state")
                .contains("line ?  Other.second", "saved      local 0 int in i0");
        assertThat(dir.resolve("page.html")).content().contains("source is not at hand");
    }

    @Test
    void reports_askedFor_areWritten() throws Exception {
        var both = child.bobbin("inspect", "src/app/App.java", "--json", "report.json", "--html", "page.html");
        var onlyJson = child.bobbin("inspect", "src/app/App.java", "--json", "-");

        assertThat(both.status()).isZero();
        assertThat(both.out()).startsWith("App.first");
        assertThat(dir.resolve("page.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("App.first");
        assertThat(onlyJson.out())
                .startsWith("{\n  \"subject\" : \"src/app/App.java\"")
                .isEqualTo(Files.readString(dir.resolve("report.json")));
    }

    @Test
    void classWithoutCoroutines_inspected_saysSo() throws Exception {
        Files.writeString(dir.resolve("Plain.java"), "class Plain {}");

        assertThat(child.bobbin("inspect", "Plain.java"))
                .isEqualTo(new ChildJvm.Outcome(0, "Plain.java: no coroutines\n", ""));
    }

    @Test
    void transformedClasses_inspected_pointToTheOriginals() throws Exception {
        compile();
        child.bobbin("compile", "classes", "-o", "out");

        var outcome = child.bobbin("inspect", "out");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                app.App: rewritten by Bobbin already; inspect the class file that javac wrote
                app.Other: rewritten by Bobbin already; inspect the class file that javac wrote
                out: no coroutines
                """);
    }

    @Test
    void calleeOfAnotherCompilation_inspected_isNamedAsSuch() throws Exception {
        Files.writeString(dir.resolve("User.java"), """
                import static dev.bobbin.Async.done;
                public class User {
                    static dev.bobbin.Async<Integer> use() { return done(lib.Library.one().await()); }
                }
                """);
        Files.writeString(dir.resolve("Library.java"), """
                package lib;
                public class Library {
                    public static dev.bobbin.Async<Integer> one() { return dev.bobbin.Async.done(1); }
                }
                """);
        ClassFiles.compile(dir, "library", "Library.java");

        var outcome = child.bobbin("inspect", "--class-path", "library", "User.java");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).containsPattern("Library.one +of another compilation");
    }

    @Test
    void diagnostics_ofTheCompiler_endIt() throws Exception {
        Files.writeString(dir.resolve("Wrong.java"), """
                class Wrong {
                    static void plain() {
                        dev.bobbin.Bobbin.yieldNow().await();
                    }
                }
                """);

        var outcome = child.bobbin("inspect", "Wrong.java");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Wrong.java:3: error: await() in plain");
    }

    @Test
    void models_askedFor_areTheOnlyOnes() throws Exception {
        var outcome = child.bobbin("inspect", "--model", "pull,embedded", "src/app/App.java");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("under pull:", "under embedded:", "under embedded --flatten:")
                .doesNotContain("under fused", "under push");
    }

    @Test
    void coroutineWithAModelOfItsOwn_hasOneForm() throws Exception {
        Files.writeString(dir.resolve("Own.java"), """
                import dev.bobbin.*;
                class Own {
                    @Model(Model.Kind.PUSH)
                    static Async<Integer> pushed(int x) {
                        Bobbin.yieldNow().await();
                        return Async.done(x);
                    }
                }
                """);

        var outcome = child.bobbin("inspect", "Own.java", "--html", "page.html");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("Own.pushed  Own.java:5  1 state, @Model push")
                .contains("under fused, push, pull, embedded, embedded --flatten:")
                .containsOnlyOnce("under ");
        assertThat(dir.resolve("page.html"))
                .content()
                .contains("1 state, @Model push", "<th>fused, push, pull, embedded, embedded --flatten</th>");
        assertThat(child.bobbin("inspect", "Own.java", "--json", "-").out()).contains("\"model\" : \"push\"");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("Absent.java", "bobbin: Absent.java: no such file or directory"),
                Arguments.of("notes.txt", "bobbin: notes.txt: expected a .java, .class or .jar file, or a directory"),
                Arguments.of("empty", "bobbin: empty: no class files in it, and no Java sources"),
                Arguments.of("Text.class", "bobbin: Text.class: not a class file (it does not begin as one)"),
                Arguments.of(
                        "--model pull,swift src",
                        "bobbin: unknown model 'swift': use one of fused, push, pull, embedded, stackful"),
                Arguments.of("--source nowhere src", "bobbin: nowhere: no such directory (in --source)"),
                Arguments.of("src --html -", "bobbin: --html needs the name of a file"),
                Arguments.of("src --html empty", "bobbin: empty: cannot be written (in --html)"),
                Arguments.of("src --json empty/no/x.json", "bobbin: empty/no/x.json: cannot be written (in --json)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void command_thatCannotGoOn_saysSoInOneLine(String arguments, String line) throws Exception {
        Files.writeString(dir.resolve("notes.txt"), "");
        Files.writeString(dir.resolve("Text.class"), "this is no class file");
        Files.createDirectory(dir.resolve("empty"));

        var outcome = child.bobbin(("inspect " + arguments).split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo(line + "\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void classFile_corruptInItsBody_isRefusedWithoutStackTrace() throws Exception {
        compile();
        Path file = dir.resolve("classes/app/App.class");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

        var outcome = child.bobbin("inspect", "classes");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("App.class: error: ").doesNotContain("\tat ");
    }
}
