package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve("app.jar")))) {
            for (String name : new String[] {"app/App.class", "note.txt"}) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(dir.resolve("classes").resolve(name)));
            }
        }

        assertThat(child.bobbin("compile", "--model", "fused", "app.jar", "-o", "out/deep"))
                .isEqualTo(new ChildJvm.Outcome(0, "", ""));

        assertThat(child.plainJava("out/deep", "app.App")).isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
    }

    @Test
    void jarEntry_leadingOutOfOutput_isRefused() throws Exception {
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve("evil.jar")))) {
            jar.putNextEntry(new JarEntry("../evil.txt"));
        }

        assertThat(child.bobbin("compile", "evil.jar", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(2, "", "bobbin: evil.jar: entry ../evil.txt leads out of out\n"));
        assertThat(dir.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void directory_rewrittenInPlaceTwice_runsAndIsLeftAloneTheSecondTime() throws Exception {
        assertThat(child.bobbin("compile", "classes", "-o", "classes")).isEqualTo(new ChildJvm.Outcome(0, "", ""));
        byte[] once = Files.readAllBytes(dir.resolve("classes/app/App.class"));
        assertThat(child.bobbin("compile", "classes", "-o", "classes")).isEqualTo(new ChildJvm.Outcome(0, "", ""));

        assertThat(dir.resolve("classes/app/App.class")).hasBinaryContent(once);
        assertThat(child.plainJava("classes", "app.App")).isEqualTo(new ChildJvm.Outcome(0, "found\n", ""));
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
    void sourceFile_given_isRefusedWithTheWayToDoIt() throws Exception {
        assertThat(child.bobbin("compile", "App.java", "-o", "out"))
                .isEqualTo(new ChildJvm.Outcome(
                        2, "", "bobbin: App.java: compile takes class files, a directory or a jar; run javac first\n"));
    }
}
