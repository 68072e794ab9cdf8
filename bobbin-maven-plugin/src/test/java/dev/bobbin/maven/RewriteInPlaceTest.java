package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class RewriteInPlaceTest {
    private static final Options FUSED = Options.defaults();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private Workspace work;

    @BeforeEach
    void compile() throws IOException {
        work = new Workspace(temp.resolve("project")).twoCoroutines().javac();
    }

    @Test
    void firstBuild_withCoroutines_makesThemRun() throws Throwable {
        assertThatThrownBy(work::run)
                .isInstanceOf(IllegalStateException.class); // javac's own: an await() cannot suspend

        RewriteInPlace.Outcome outcome = work.rewrite(FUSED);

        assertThat(outcome).isEqualTo(new RewriteInPlace.Outcome(false, 2, List.of()));
        assertThat(work.run()).isEqualTo(43);
    }

    @Test
    void directory_thatIsASymbolicLink_isRewritten() throws Throwable {
        Path real = temp.resolve("elsewhere");
        Files.move(work.classes(), real);
        Files.createSymbolicLink(work.classes(), real);

        assertThat(work.rewrite(FUSED).classes()).isEqualTo(2);

        assertThat(work.run()).isEqualTo(43);
        assertThat(work.rewrite(FUSED).upToDate()).isTrue();
    }

    @Test
    void classPath_behindASymbolicLink_countsByItsFiles() throws Throwable {
        Path link = Files.createSymbolicLink(temp.resolve("link"), work.classes());
        String before = new Fingerprint().with(List.of(link)).text();
        Files.writeString(work.classes().resolve("app/Other.class"), "other");

        assertThat(new Fingerprint().with(List.of(link)).text()).isNotEqualTo(before);
    }

    @Test
    void secondBuild_nothingChanged_writesNothing() throws Throwable {
        work.rewrite(FUSED);
        Recording disk = new Recording(Disk.real(work.keep()));

        RewriteInPlace.Outcome outcome = work.rewrite(FUSED, ClassPatterns.ALL, disk);

        assertThat(outcome.upToDate()).isTrue();
        assertThat(outcome.classes()).isEqualTo(2);
        assertThat(disk.touched).isEmpty();
    }

    @Test
    void firstBuild_withoutCoroutines_isUpToDateAfterwards() throws Exception {
        Workspace plain = new Workspace(temp.resolve("plain")).source("app/Plain.java", Workspace.PLAIN);
        Map<String, String> before = plain.javac().contents();

        assertThat(plain.rewrite(FUSED).classes()).isZero();
        assertThat(plain.rewrite(FUSED).upToDate()).isTrue();
        assertThat(plain.contents()).isEqualTo(before);
    }

    @Test
    void oneClass_compiledAgainWithAnotherShape_takesItsCallersAlong() throws Throwable {
        work.rewrite(FUSED);
        work.source(
                "app/Lib.java",
                Workspace.LIB.replace("Bobbin.yieldNow().await();", "").replace("x + 1", "x + 2"));

        work.javac("app/Lib.java").rewrite(FUSED);

        assertThat(work.run()).isEqualTo(46);
        assertThat(work.contents()).isEqualTo(work.fromScratch(temp.resolve("fresh"), FUSED));
    }

    @Test
    void allClasses_compiledAgainUnchanged_areRewrittenAgain() throws Throwable {
        work.rewrite(FUSED);
        Map<String, String> rewritten = work.contents();

        RewriteInPlace.Outcome outcome = work.javac().rewrite(FUSED);

        assertThat(outcome.upToDate()).isFalse();
        assertThat(work.contents()).isEqualTo(rewritten);
    }

    @Test
    void coroutine_removed_takesItsClassesAlong() throws Throwable {
        work.source("app/Main.java", Workspace.MAIN.replace("static Async<Integer> total", """
                static Async<Integer> gone(int x) {
                    Bobbin.yieldNow().await();
                    return done(x);
                }
                static Async<Integer> total"""));
        work.javac().rewrite(FUSED);
        assertThat(work.contents().keySet()).anyMatch(name -> name.contains("Main$$gone"));
        work.source("app/Main.java", Workspace.MAIN);

        work.javac("app/Main.java").rewrite(FUSED);

        assertThat(work.contents()).isEqualTo(work.fromScratch(temp.resolve("fresh"), FUSED));
    }

    @Test
    void class_deleted_takesWhatWasAddedForItAlong() throws Throwable {
        work.source("app/Gone.java", Workspace.LIB.replace("class Lib", "class Gone"));
        work.javac().rewrite(FUSED);
        assertThat(work.contents().keySet()).anyMatch(name -> name.contains("Gone$$"));
        Files.delete(temp.resolve("project/src/app/Gone.java"));
        Files.delete(work.classes().resolve("app/Gone.class"));

        work.rewrite(FUSED);

        assertThat(work.contents()).isEqualTo(work.fromScratch(temp.resolve("fresh"), FUSED));
    }

    @Test
    void addedClass_deleted_isMadeAgain() throws Throwable {
        work.rewrite(FUSED);
        Map<String, String> rewritten = work.contents();
        Files.delete(work.classes()
                .resolve(rewritten.keySet().stream()
                        .filter(name -> name.contains("$$"))
                        .findFirst()
                        .orElseThrow()));

        work.rewrite(FUSED);

        assertThat(work.contents()).isEqualTo(rewritten);
    }

    @Test
    void model_changed_rewritesAllFromWhatJavacWrote() throws Throwable {
        for (Options options : Options.forms()) {
            work.rewrite(options);

            assertThat(work.run()).as(options.toString()).isEqualTo(43);
            assertThat(work.contents())
                    .as(options.toString())
                    .isEqualTo(work.fromScratch(temp.resolve("fresh " + options), options));
        }
    }

    @Test
    void model_changedWhileAllIsLeftOut_bringsBackWhatJavacWrote() throws Throwable {
        Map<String, String> before = work.contents();
        work.rewrite(FUSED);

        work.rewrite(FUSED, new ClassPatterns(List.of(), List.of("app.**")), Disk.real(work.keep()));

        assertThat(work.contents()).isEqualTo(before);
        assertThat(work.keep().resolve("originals")).isEmptyDirectory();
    }

    @Test
    void error_inACoroutine_leavesTheDirectoryAsItWas() throws Throwable {
        work.rewrite(FUSED);
        work.source("app/Lib.java", Workspace.LIB.replace("Bobbin.yieldNow().await();", """
                synchronized (Lib.class) {
                    Bobbin.yieldNow().await();
                }"""));
        work.javac("app/Lib.java");
        Map<String, String> before = work.contents();

        Diagnostic diagnostic = refused(() -> work.rewrite(FUSED)).get(0);

        assertThat(diagnostic.file()).isEqualTo("app/Lib.java");
        assertThat(diagnostic.line()).isEqualTo(7);
        assertThat(work.contents()).isEqualTo(before);

        work.source("app/Lib.java", Workspace.LIB).javac("app/Lib.java").rewrite(FUSED);
        assertThat(work.run()).isEqualTo(43);
    }

    @Test
    void damagedClassFiles_areAllNamed_andNothingIsWritten() throws Throwable {
        Files.write(work.classes().resolve("app/Lib.class"), new byte[] {1, 2, 3});
        byte[] main = Files.readAllBytes(work.classes().resolve("app/Main.class"));
        Files.write(work.classes().resolve("app/Main.class"), java.util.Arrays.copyOf(main, 100));
        Map<String, String> before = work.contents();

        List<Diagnostic> diagnostics = refused(() -> work.rewrite(FUSED));

        assertThat(diagnostics)
                .extracting(Diagnostic::file)
                .containsExactly(
                        work.classes().resolve("app/Lib.class").toString(),
                        work.classes().resolve("app/Main.class").toString());
        assertThat(work.contents()).isEqualTo(before);
    }

    @Test
    void original_lost_isRefused() throws Throwable {
        work.rewrite(FUSED);
        try (var originals = Files.list(work.keep().resolve("originals"))) {
            for (Path original : originals.toList()) {
                Files.delete(original);
            }
        }
        work.javac("app/Lib.java");

        assertThat(refused(() -> work.rewrite(FUSED)).get(0).message()).contains("app/Main.class");
    }

    @Test
    void ledger_damaged_isRefused() throws Throwable {
        work.rewrite(FUSED);
        Files.writeString(work.keep().resolve("ledger"), "?");

        assertThat(refused(() -> work.rewrite(FUSED)).get(0).remedy()).contains("mvn clean");
    }

    @Test
    void ledger_gone_leavesTheClassesAlone() throws Throwable {
        work.rewrite(FUSED);
        Map<String, String> rewritten = work.contents();
        Files.delete(work.keep().resolve("ledger"));

        RewriteInPlace.Outcome outcome = work.rewrite(Options.of(Model.PULL));

        assertThat(outcome.leftAlone()).contains("app/Lib.class", "app/Main.class");
        assertThat(work.contents()).isEqualTo(rewritten);
    }

    @Test
    void rewrittenClass_changedByAnotherTool_isRefused() throws Throwable {
        work.rewrite(FUSED);
        Path lib = work.classes().resolve("app/Lib.class");
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(lib)).accept(writer, 0);
        writer.visitField(Opcodes.ACC_STATIC, "probe", "I", null, null).visitEnd();
        Files.write(lib, writer.toByteArray());

        assertThat(refused(() -> work.rewrite(FUSED)))
                .singleElement()
                .returns("changed-after-rewriting", Diagnostic::id)
                .returns(lib.toString(), Diagnostic::file);
    }

    static List<Diagnostic> refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(Refusal.class, work).diagnostics();
    }

    /** A disk that notes what is changed. */
    private static final class Recording implements Disk {
        private final Disk disk;
        private final List<Path> touched = new ArrayList<>();

        Recording(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            touched.add(file);
            disk.write(file, content);
        }

        @Override
        public void delete(Path file) throws IOException {
            touched.add(file);
            disk.delete(file);
        }
    }
}
