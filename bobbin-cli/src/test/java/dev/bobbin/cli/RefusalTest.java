package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be run is said in one clear line, without a stack trace, with exit status 2. */
class RefusalTest {
    @TempDir
    Path dir;

    private ChildJvm child;

    @BeforeEach
    void startAmongFiles() throws IOException {
        child = new ChildJvm(dir);
        Files.writeString(dir.resolve("NoMain.java"), "class NoMain { void main2() {} }");
        Files.writeString(dir.resolve("Instance.java"), "class Instance { public int main(String[] a) { return 1; } }");
        Files.writeString(dir.resolve("Empty.java"), "");
        Files.writeString(dir.resolve("notes.txt"), "");
        Files.createDirectory(dir.resolve("folder.java"));
        Files.writeString(dir.resolve("Text.class"), "this is no class file");
        Files.write(dir.resolve("Zero.class"), new byte[0]);
        Files.write(dir.resolve("Short.class"), new byte[] {-54, -2, -70, -66, 0, 0, 0, 61, 0, 9, 1, 0, 5, 65});
        Files.writeString(dir.resolve("Text.jar"), "this is no jar");
        Files.writeString(
                dir.resolve("Moved.java"), "package app; class Moved { public static void main(String[] a) {} }");
        ClassFiles.compile(dir, "classes", "Moved.java");
        Files.copy(dir.resolve("classes/app/Moved.class"), dir.resolve("Moved.class"));
        try (var jar = new java.util.jar.JarOutputStream(Files.newOutputStream(dir.resolve("NoMain.jar")))) {
            jar.putNextEntry(new java.util.jar.JarEntry("empty.txt"));
        }
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("run Absent.java", "bobbin: Absent.java: no such file"),
                arguments("run folder.java", "bobbin: folder.java: is a directory; name a .java, .class or .jar file"),
                arguments("run notes.txt", "bobbin: notes.txt: expected a .java, .class or .jar file"),
                arguments(
                        "run NoMain.java",
                        "bobbin: NoMain.java: no class in it has a public static void main(String[])"),
                arguments(
                        "run Instance.java",
                        "bobbin: Instance.java: no class in it has a public static void main(String[])"),
                arguments(
                        "run Empty.java", "bobbin: Empty.java: no class in it has a public static void main(String[])"),
                arguments("run Text.class", "bobbin: Text.class: not a class file (it does not begin as one)"),
                arguments("run Zero.class", "bobbin: Zero.class: not a class file (it does not begin as one)"),
                arguments("run Short.class", "bobbin: Short.class: not a class file (it ends too early)"),
                arguments(
                        "run Moved.class",
                        "bobbin: Moved.class: holds class app.Moved, so it belongs at app/Moved.class"),
                arguments("run NoMain.jar", "bobbin: NoMain.jar: its manifest has no Main-Class"),
                arguments(
                        "run --model pull --flatten NoMain.java",
                        "bobbin: --flatten goes with --model embedded only: the others have ways of their own to resume"),
                arguments(
                        "run --model swift NoMain.java",
                        "bobbin: unknown model 'swift': use one of fused, push, pull, embedded, stackful"),
                arguments(
                        "run --class-path nowhere NoMain.java",
                        "bobbin: nowhere: no such directory or jar (in --class-path)"),
                arguments(
                        "run --jdk-opts -Xmx1g NoMain.java",
                        "bobbin: --jdk-opts is for the ./bobbin script, which starts the JVM"),
                arguments("compile nowhere -o out", "bobbin: nowhere: no such directory or jar"),
                arguments(
                        "lab --only call", "bobbin: lab --only call works in a checkout of Bobbin only: ./bobbin lab"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void command_thatCannotGoOn_saysSoInOneLine(String command, String line) throws Exception {
        var outcome = child.bobbin(command.split(" "));

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(2, "", line + "\n"));
    }

    @Test
    void jar_thatIsNone_isNamedInOneLine() throws Exception {
        var outcome = child.bobbin("run", "Text.jar");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("bobbin: Text.jar: not a readable jar (")
                .hasLineCount(1);
    }

    @Test
    void classFile_corruptInItsBody_isRefusedWithoutStackTrace() throws Exception {
        Path file = dir.resolve("classes/app/Moved.class");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));

        var outcome = child.bobbin("run", "classes/app/Moved.class");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("Moved").doesNotContain("\tat ");
    }

    @Test
    void classFile_damagedWhereItCanBeRead_isRefusedByEachCommand() throws Exception {
        // given: the name of a method lost to the constant 0
        Files.writeString(dir.resolve("App.java"), """
                class App {
                    static dev.bobbin.Async<Integer> one() { return dev.bobbin.Async.done(plain(dev.bobbin.Bobbin.yieldNow().await())); }
                    static int plain(Object o) { return 1; }
                    public static void main(String[] args) {}
                }
                """);
        ClassFiles.compile(dir, "classes", "App.java");
        Path file = dir.resolve("classes/App.class");
        Files.write(file, withoutNames(Files.readAllBytes(file)));

        for (String command : new String[] {"run classes/App.class", "inspect classes", "compile classes -o out"}) {
            // when
            var outcome = child.bobbin(command.split(" "));

            // then
            assertThat(outcome.status()).as(command).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .contains("App.class: error: a damaged class file: ", "[corrupt-class]")
                    .hasLineCount(2);
        }
        assertThat(dir.resolve("out")).doesNotExist();
    }

    /** Each name and type in the constant pool (tag 12) names the constant 0, which there is none. */
    private static byte[] withoutNames(byte[] classFile) throws IOException {
        var reader = new org.objectweb.asm.ClassReader(classFile);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && classFile[at - 1] == 12) {
                classFile[at] = 0;
                classFile[at + 1] = 0;
            }
        }
        return classFile;
    }

    @Test
    void sourceFile_withErrors_looksLikeJavac() throws Exception {
        Files.createDirectory(dir.resolve("sub"));
        Files.writeString(dir.resolve("sub/Wrong.java"), """
                class Wrong {
                    public static void main(String[] args) {
                        int x = "text";
                    }
                }
                """);

        var outcome = child.bobbin("run", "sub/Wrong.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(2, "", """
                                sub/Wrong.java:3: error: incompatible types: String cannot be converted to int
                                        int x = "text";
                                                ^
                                1 error
                                """));
    }

    @Test
    void sourceFile_withAwaitThatCannotSuspend_isRefusedAtThePathTyped() throws Exception {
        Files.createDirectory(dir.resolve("sub"));
        Files.writeString(dir.resolve("sub/Locked.java"), """
                import dev.bobbin.Async;
                import dev.bobbin.Bobbin;

                class Locked {
                    static Async<Integer> locked(Object lock) {
                        synchronized (lock) {
                            Bobbin.yieldNow().await();
                        }
                        return Async.done(1);
                    }

                    public static void main(String[] args) {
                        System.out.println(Bobbin.run(() -> locked("")));
                    }
                }
                """);

        var outcome = child.bobbin("run", "sub/Locked.java");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("sub/Locked.java:7: error: ")
                .contains("synchronized")
                .doesNotContain("\tat ");
    }

    @Test
    void option_thatIsUnknown_showsUsage() throws Exception {
        var outcome = child.bobbin("run", "--fast", "NoMain.java");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("Unknown option: '--fast'").contains("Usage: bobbin run");
    }

    @Test
    void command_thatIsMissing_showsUsage() throws Exception {
        var outcome = child.bobbin();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("bobbin: a command is missing: run, compile, inspect or lab")
                .contains("Usage: bobbin");
    }

    @Test
    void help_askedFor_isNoFailure() throws Exception {
        var outcome = child.bobbin("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("run", "compile", "inspect", "lab");
        assertThat(child.bobbin("run", "--help").out()).contains("--model", "--class-path", "--jdk-opts");
        assertThat(child.bobbin("--version").out()).startsWith("bobbin ");
    }
}
