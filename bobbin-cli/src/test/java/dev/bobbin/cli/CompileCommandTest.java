package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {
    @TempDir
    Path dir;

    private ChildJvm child;

    @BeforeEach
    void compileAProgram() throws IOException {
        child = new ChildJvm(dir);
        Files.writeString(dir.resolve("App.java"), """
                package app;

                import dev.bobbin.Async;
                import dev.bobbin.Bobbin;

                public class App {
                    static Async<String> name() {
                        Bobbin.yieldNow().await();
                        return Async.done(App.class.getResource("/note.txt") == null ? "lost" : "found");
                    }

                    public static void main(String[] args) {
                        System.out.println(Bobbin.run(() -> name()));
                    }
                }
                """);
        ClassFiles.compile(dir, "classes", "App.java");
        Files.writeString(dir.resolve("classes/note.txt"), "note");
    }

    @Test
    void directory_rewritten_runsUnderPlainJava() throws Exception {
        assertThat(child.bobbin("compile", "classes", "-o", "out")).isEqualTo(new ChildJvm.Outcome(0, "", ""));

        assertThat(child.plainJava("out", "app.App")).isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
    }

    @Test
    void jar_rewritten_runsUnderPlainJava() throws Exception {
        jar("app.jar", "classes");

        assertThat(child.bobbin("compile", "--model", "fused", "app.jar", "-o", "out/deep"))
                .isEqualTo(new ChildJvm.Outcome(0, "", ""));

        assertThat(child.plainJava("out/deep", "app.App")).isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
    }

    @Test
    void jarEntry_leadingOutOfOutput_isRefused() throws Exception {
        jar("evil.jar", "app/App.class", "app/App.class", "../evil.txt", "note.txt");

        assertThat(child.bobbin("compile", "evil.jar", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(2, "", "bobbin: evil.jar: entry ../evil.txt leads out of out\n"));
        assertThat(dir.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void directory_rewrittenInPlaceTwice_runsAndIsLeftAloneTheSecondTime() throws Exception {
        assertThat(child.bobbin("compile", "classes", "-o", "classes")).isEqualTo(new ChildJvm.Outcome(0, "", ""));
        byte[] once = Files.readAllBytes(dir.resolve("classes/app/App.class"));
        assertThat(child.bobbin("compile", "--model", "push", "classes", "-o", "classes"))
                .isEqualTo(
                        new ChildJvm.Outcome(
                                0,
                                "",
                                "bobbin: classes: rewritten by Bobbin already (app.App is one); nothing was rewritten (another model needs the class files that javac wrote)\n"));

        assertThat(dir.resolve("classes/app/App.class")).hasBinaryContent(once);
        assertThat(child.plainJava("classes", "app.App")).isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
    }

    @Test
    void nothingToRewrite_isSaid() throws Exception {
        Files.writeString(dir.resolve("Plain.java"), "class Plain {}");
        ClassFiles.compile(dir, "plain", "Plain.java");
        Files.createDirectories(dir.resolve("empty"));
        Files.createDirectories(dir.resolve("sources"));
        Files.copy(dir.resolve("App.java"), dir.resolve("sources/App.java"));

        assertThat(child.bobbin("compile", "plain", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(0, "", "bobbin: plain: no coroutines in it; nothing was rewritten\n"));
        assertThat(dir.resolve("out/Plain.class")).exists();
        assertThat(child.bobbin("compile", "empty", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(2, "", "bobbin: empty: no class files in it\n"));
        assertThat(child.bobbin("compile", "sources", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(2, "", "bobbin: sources: no class files in it; run javac first\n"));
    }

    @Test
    void classesBelowAFolderOfTheJar_areRewrittenWhereTheyLie() throws Exception {
        jar("boot.jar", "BOOT-INF/classes/app/App.class", "app/App.class", "BOOT-INF/classes/note.txt", "note.txt");

        assertThat(child.bobbin("compile", "boot.jar", "-o", "out")).isEqualTo(new ChildJvm.Outcome(0, "", ""));

        assertThat(dir.resolve("out/app")).doesNotExist();
        assertThat(child.plainJava("out/BOOT-INF/classes", "app.App"))
                .isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
    }

    @Test
    void jarOfSeveralReleases_isRewrittenForEach() throws Exception {
        // given: a caller, and a callee that is another in the release that runs this test
        Files.writeString(dir.resolve("Callee.java"), CALLEE.formatted("base"));
        Files.writeString(dir.resolve("Caller.java"), """
                import dev.bobbin.*;
                public class Caller {
                    static Async<String> call() { return Async.done("the " + Callee.name().await()); }
                    public static void main(String[] args) { System.out.println(Bobbin.run(() -> call())); }
                }
                """);
        ClassFiles.compile(dir, "several", "Callee.java", "Caller.java");
        Files.writeString(dir.resolve("Callee.java"), CALLEE.formatted("versioned"));
        ClassFiles.compile(dir, "several/META-INF/versions/11", "Callee.java");
        Files.createDirectories(dir.resolve("several/META-INF"));
        Files.writeString(
                dir.resolve("several/META-INF/MANIFEST.MF"),
                "Manifest-Version: 1.0\nMulti-Release: true\nMain-Class: Caller\n");
        jar("several.jar", "several");

        // when
        assertThat(child.bobbin("compile", "several.jar", "-o", "out")).isEqualTo(new ChildJvm.Outcome(0, "", ""));
        assertThat(child.bobbin("run", "several.jar")).isEqualTo(new ChildJvm.Outcome(0, "the versioned\n", ""));

        // then
        assertThat(child.plainJava("out", "Caller")).isEqualTo(new ChildJvm.Outcome(0, "the base\n", ""));
        jar("rewritten.jar", "out");
        assertThat(child.plainJava("rewritten.jar", "Caller"))
                .isEqualTo(new ChildJvm.Outcome(0, "the versioned\n", ""));
    }

    private static final String CALLEE = """
            import dev.bobbin.*;
            public class Callee {
                static Async<String> name() { Bobbin.yieldNow().await(); return Async.done("%s"); }
            }
            """;

    /** With what lies in a directory, the manifest first. */
    private void jar(String name, String directory) throws IOException {
        Path root = dir.resolve(directory);
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve(name)));
                var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> !file.endsWith("MANIFEST.MF")))
                    .toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    /** From entry and file in turn. */
    private void jar(String name, String... entries) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve(name)))) {
            for (int i = 0; i < entries.length; i += 2) {
                jar.putNextEntry(new JarEntry(entries[i]));
                jar.write(Files.readAllBytes(dir.resolve("classes").resolve(entries[i + 1])));
            }
        }
    }

    @Test
    void output_insideTheInput_isRefused() throws Exception {
        assertThat(child.bobbin("compile", "classes", "-o", "classes/out"))
                .isEqualTo(new ChildJvm.Outcome(
                        2,
                        "",
                        "bobbin: classes/out: lies inside classes, and would be compiled itself the next time\n"));
    }

    @Test
    void classFile_given_isRefused() throws Exception {
        assertThat(child.bobbin("compile", "classes/app/App.class", "-o", "out"))
                .isEqualTo(
                        new ChildJvm.Outcome(
                                2,
                                "",
                                "bobbin: classes/app/App.class: compile takes a directory or a jar of class files, which it compiles together\n"));
    }

    @Test
    void sourceFile_given_isRefusedWithTheWayToDoIt() throws Exception {
        assertThat(child.bobbin("compile", "App.java", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(
                        2,
                        "",
                        "bobbin: App.java: compile takes a directory or a jar of class files; run javac first\n"));
    }
}
