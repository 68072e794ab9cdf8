package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Diagnostic.Severity;
import dev.bobbin.compiler.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done about a coroutine that sleeps on its worker. */
class BlockingCallsTest {
    private static final String SLEEPY = Workspace.LIB
            .replace(
                    "Bobbin.yieldNow().await();",
                    "Bobbin.yieldNow().await();\n        Naps.plain();\n        Thread.sleep(1);")
            .replace("(int x) {", "(int x) throws Exception {");

    private static final String NAPS =
            "package app; class Naps { static void plain() throws Exception { Thread.sleep(1); } }";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private Workspace work;

    @BeforeEach
    void compile() throws Exception {
        work = new Workspace(temp)
                .twoCoroutines()
                .source("app/Lib.java", SLEEPY)
                .source("app/Naps.java", NAPS)
                .source("app/Main.java", Workspace.MAIN.replace("(int x) {", "(int x) throws Exception {"))
                .javac();
    }

    @Test
    void warn_namesTheCallInTheCoroutine_andRewrites() throws Throwable {
        CompileClasses compilation = rewrite(BlockingCalls.WARN);

        assertThat(compilation.warnings())
                .extracting(Diagnostic::severity, Diagnostic::file, Diagnostic::line, Diagnostic::id)
                .containsExactly(tuple(Severity.WARNING, "app/Lib.java", 8, "blocking-call"));
        assertThat(compilation.warnings().get(0).render()).contains("await Clock.sleep(duration) instead");
        assertThat(work.run()).isEqualTo(43);
    }

    @Test
    void fail_namesItAsAnError_andWritesNothing() throws Exception {
        Map<String, String> before = work.contents();

        assertThat(RewriteInPlaceTest.refused(() -> rewrite(BlockingCalls.FAIL)))
                .extracting(Diagnostic::severity, Diagnostic::file, Diagnostic::line)
                .containsExactly(tuple(Severity.ERROR, "app/Lib.java", 8));
        assertThat(work.contents()).isEqualTo(before);
    }

    @Test
    void ignore_saysNothing() throws Exception {
        assertThat(rewrite(BlockingCalls.IGNORE).warnings()).isEmpty();
    }

    @Test
    void word_unknown_isRefusedWithThoseThereAre() {
        assertThat(BlockingCalls.named(" fail ")).isEqualTo(BlockingCalls.FAIL);
        assertThatThrownBy(() -> BlockingCalls.named("error"))
                .hasMessage("<blockingCalls> (bobbin.blockingCalls) cannot be 'error': use one of ignore, warn, fail");
    }

    @Test
    void report_hasThePageAndTheJsonOfInspect() throws Exception {
        SourceRoots roots = new SourceRoots(List.of(temp.resolve("src")), work.classes());
        CompileClasses compilation = rewrite(BlockingCalls.WARN);

        Path page = Report.write(work.keep(), work.classes(), compilation.inspections(), roots);

        assertThat(page).isEqualTo(temp.resolve("target/bobbin/classes.html"));
        assertThat(Files.readString(page)).contains("Main.total", "int b = Lib.plusOne(a).await();");
        assertThat(Files.readString(temp.resolve("target/bobbin/classes.json")))
                .contains("\"name\" : \"Main.total\"", "\"blocking-call\"", "\"pull\"")
                .doesNotContain("\"push\"");
    }

    private CompileClasses rewrite(BlockingCalls blocking) throws Refusal {
        Wanted wanted = new Wanted(Options.of(dev.bobbin.compiler.ir.Model.PULL), ClassPatterns.ALL, blocking, true);
        CompileClasses compilation = new CompileClasses(work.classes(), List.of(Workspace.core()), wanted);
        new RewriteInPlace(work.classes(), work.keep(), Disk.real(work.keep())).with(wanted.toString(), compilation);
        return compilation;
    }
}
