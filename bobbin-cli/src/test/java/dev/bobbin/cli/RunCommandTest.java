package dev.bobbin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunCommandTest {
    private static final String HELLO = """
            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;

            class Hello {
                static Async<Integer> step(int x) {
                    Bobbin.yieldNow().await();
                    return Async.done(x + 1);
                }

                static Async<Integer> total(int x) {
                    int a = step(x).await();
                    return Async.done(a + step(a).await() - 1);
                }

                public static void main(String[] args) {
                    System.out.println(Bobbin.run(() -> total(20)));
                }
            }
            """;

    @TempDir
    Path dir;

    private ChildJvm child;

    @BeforeEach
    void startHere() {
        child = new ChildJvm(dir);
    }

    @Test
    void sourceFile_withCoroutines_runsThem() throws Exception {
        write("Hello.java", HELLO);

        var outcome = child.bobbin("run", "Hello.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "42\n", ""));
    }

    @Test
    void sourceFile_inUtf8_isReadAsThatInEveryLocale() throws Exception {
        write("Length.java", """
                class Length {
                    public static void main(String[] args) {
                        System.out.println("grüße".length());
                    }
                }
                """);

        var outcome = child.bobbinInLocale("C", "run", "Length.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "5\n", ""));
    }

    static Stream<String> everyForm() {
        return Stream.concat(ChildJvm.models().stream(), Stream.of("embedded --flatten"));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void sourceFile_withModelNamed_runsThem(String model) throws Exception {
        write("Hello.java", HELLO);

        var outcome = child.bobbin(("run --model " + model + " Hello.java").split(" "));

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "42\n", ""));
    }

    @Test
    void classFile_withCoroutinesInTwoPackages_runsThem() throws Exception {
        write("src/Hello.java", "package app;\nimport app.part.Part;\n" + HELLO.replace("step(x)", "Part.step(x)"));
        write("src/Part.java", """
                package app.part;

                import dev.bobbin.Async;
                import dev.bobbin.Bobbin;

                public class Part {
                    public static Async<Integer> step(int x) {
                        Bobbin.yieldNow().await();
                        return Async.done(x + 1);
                    }
                }
                """);
        compile("classes", "src/Hello.java", "src/Part.java");

        var outcome = child.bobbin("run", "classes/app/Hello.class");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "42\n", ""));
    }

    @Test
    void jar_withResource_runsAndFindsIt() throws Exception {
        write("src/Main.java", """
                package app;

                public class Main {
                    public static void main(String[] args) throws Exception {
                        try (var in = Main.class.getResourceAsStream("/greeting.txt")) {
                            System.out.println(new String(in.readAllBytes()) + args[0]);
                        }
                        System.out.println(Thread.currentThread().getContextClassLoader() == Main.class.getClassLoader());
                    }
                }
                """);
        compile("classes", "src/Main.java");
        jar(
                "app.jar",
                "app.Main",
                Map.of(
                        "app/Main.class",
                        Files.readAllBytes(dir.resolve("classes/app/Main.class")),
                        "greeting.txt",
                        "hello ".getBytes(UTF_8)));

        var outcome = child.bobbin("run", "app.jar", "you");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "hello you\ntrue\n", ""));
    }

    @Test
    void classPath_withLibrary_isUsedToCompileAndToRun() throws Exception {
        write("lib/Lib.java", "package lib; public class Lib { public static String name() { return \"lib\"; } }");
        compile("libs", "lib/Lib.java");
        write("App.java", "class App { public static void main(String[] a) { System.out.println(lib.Lib.name()); } }");

        var outcome = child.bobbin("run", "--class-path", "libs", "App.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "lib\n", ""));
    }

    @Test
    void sourceFileOfAnother_onTheClassPath_isCompiledWithIt() throws Exception {
        write("Other.java", """
                import dev.bobbin.*;
                class Other {
                    static Async<Integer> one() { Bobbin.yieldNow().await(); return Async.done(1); }
                    public static void main(String[] args) { System.out.println("not I"); }
                }
                """);
        write("First.java", """
                import dev.bobbin.*;
                class Before {}
                class First {
                    static Async<Integer> two() { return Async.done(Other.one().await() + 1); }
                    public static void main(String[] args) { System.out.println(Bobbin.run(() -> two())); }
                }
                """);

        assertThat(child.bobbin("run", "-cp", ".", "First.java")).isEqualTo(new ChildJvm.Outcome(0, "2\n", ""));

        // when: there is a mistake in it
        Files.createDirectories(dir.resolve("sub"));
        write("sub/Wrong.java", """
                class Wrong {
                    static void plain() { dev.bobbin.Bobbin.yieldNow().await(); }
                }
                """);
        write("Second.java", "class Second { public static void main(String[] args) { Wrong.plain(); } }");

        // then
        var outcome = child.bobbin("run", "-cp", "sub", "Second.java");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("sub/Wrong.java:2: error: await() in plain");
    }

    @Test
    void argumentsAndInput_ofProgram_passThroughUntouched() throws Exception {
        write("Echo.java", """
                class Echo {
                    public static void main(String[] args) throws Exception {
                        System.out.println(String.join("|", args));
                        System.out.println(new String(System.in.readAllBytes()));
                    }
                }
                """);

        var outcome =
                child.bobbinWithInput("typed", "run", "Echo.java", "--model", "x", "-h", "@file", "", "a b", "--");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "--model|x|-h|@file||a b|--\ntyped\n", ""));
    }

    @Test
    void firstClassWithMain_inOrderOfSource_isRun() throws Exception {
        write("Order.java", """
                class Zeta {}
                class Order { public static void main(String[] a) { System.out.println("Order"); } }
                class Alpha { public static void main(String[] a) { System.out.println("Alpha"); } }
                """);

        assertThat(child.bobbin("run", "Order.java").out()).isEqualTo("Order\n");
    }

    @Test
    void exit_calledByProgram_isTheStatus() throws Exception {
        write("Exit.java", "class Exit { public static void main(String[] a) { System.exit(7); } }");

        assertThat(child.bobbin("run", "Exit.java")).isEqualTo(new ChildJvm.Outcome(7, "", ""));
    }

    @Test
    void uncaughtException_ofProgram_endsTraceAtMainAndExits1() throws Exception {
        write("Fail.java", """
                class Fail {
                    public static void main(String[] args) throws Exception {
                        throw new java.io.IOException("gone", new RuntimeException("cause"));
                    }
                }
                """);

        var outcome = child.bobbin("run", "Fail.java");

        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(1, "", """
                                Exception in thread "main" java.io.IOException: gone
                                \tat Fail.main(Fail.java:3)
                                Caused by: java.lang.RuntimeException: cause
                                \t... 1 more
                                """));
    }

    @Test
    void otherThread_ofProgram_isWaitedFor() throws Exception {
        write("Late.java", """
                class Late {
                    public static void main(String[] args) {
                        Thread main = Thread.currentThread();
                        new Thread(() -> {
                            try { main.join(); } catch (InterruptedException e) { return; }
                            System.out.println("late");
                        }).start();
                    }
                }
                """);

        assertThat(child.bobbin("run", "Late.java")).isEqualTo(new ChildJvm.Outcome(0, "late\n", ""));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void interrupt_ofProgram_runsShutdownHooksAndExits130() throws Exception {
        write("Wait.java", """
                class Wait {
                    public static void main(String[] args) throws Exception {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                        System.out.println("ready");
                        new java.util.concurrent.CountDownLatch(1).await();
                    }
                }
                """);
        Process process = child.start("run", "Wait.java");
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready");

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(out.readLine()).isEqualTo("hook");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void compile(String output, String... sources) throws IOException {
        ClassFiles.compile(dir, output, sources);
    }

    private void jar(String name, String mainClass, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        try (var jar = new JarOutputStream(Files.newOutputStream(dir.resolve(name)), manifest)) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }
}
