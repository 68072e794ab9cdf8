package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileClassesTest {
    private static final Options FUSED = Options.defaults();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void classLeftOut_staysAsJavacWroteIt_andFailsAtItsAwait() throws Throwable {
        Workspace work = new Workspace(temp).twoCoroutines().javac();
        Map<String, String> before = work.contents();

        RewriteInPlace.Outcome outcome = rewrite(work, List.of(), List.of("app.Lib"));

        assertThat(outcome.classes()).isEqualTo(1);
        assertThat(work.contents()).containsEntry("app/Lib.class", before.get("app/Lib.class"));
        assertThat(work.contents().get("app/Main.class")).isNotEqualTo(before.get("app/Main.class"));
        assertThatThrownBy(work::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("app.Lib.plusOne(Lib.java:6)")
                .hasMessageContaining("add the bobbin-maven-plugin to the POM");
    }

    @Test
    void patterns_changed_takeEffect() throws Throwable {
        Workspace work = new Workspace(temp).twoCoroutines().javac();
        rewrite(work, List.of("app.Main"), List.of());
        rewrite(work, List.of("app.*"), List.of());

        assertThat(work.run()).isEqualTo(43);
    }

    @Test
    void damagedClass_leftOut_isNoError() throws Throwable {
        Workspace work = new Workspace(temp).twoCoroutines().javac();
        Files.write(work.classes().resolve("app/Broken.class"), new byte[] {1, 2, 3});

        rewrite(work, List.of(), List.of("app.Broken"));

        assertThat(work.run()).isEqualTo(43);
    }

    @Test
    void multiRelease_eachVersion_isRewrittenForItself() throws Throwable {
        Workspace work = new Workspace(temp).twoCoroutines().javac();
        Path other = temp.resolve("other/app/Lib.java");
        Files.createDirectories(other.getParent());
        Files.writeString(other, Workspace.LIB.replace("x + 1", "x + 2"));
        Path version = work.classes().resolve("META-INF/versions/17");
        work.javac(List.of(other), version);
        byte[] original = Files.readAllBytes(version.resolve("app/Lib.class"));

        work.rewrite(FUSED);

        assertThat(version.resolve("app/Lib.class"))
                .exists()
                .satisfies(f -> assertThat(Files.readAllBytes(f)).isNotEqualTo(original));
        assertThat(work.run()).isEqualTo(43);
        assertThat(work.rewrite(FUSED).upToDate()).isTrue();
        try (var files = Files.walk(version)) { // laid over the top, as a later Java does
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        work.classes().resolve(version.relativize(file).toString()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(work.run()).isEqualTo(46);
    }

    /** As modules that are built at once do. */
    @Test
    void jarOnTheClassPath_thatAnotherReads_staysOpen() throws Throwable {
        Workspace work = new Workspace(temp).twoCoroutines().javac();
        Path jar = temp.resolve("lib.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("app/Lib.class"));
            Files.copy(work.classes().resolve("app/Lib.class"), out);
        }

        try (var others = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                InputStream other = others.getResourceAsStream("app/Lib.class")) {
            try (var libraries = new Libraries(List.of(jar))) {
                assertThat(libraries.classFiles().find("app/Lib")).isNotEmpty();
                assertThat(libraries.classFiles().find("app/None")).isNull();
            }

            assertThat(Objects.requireNonNull(other).readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void errorsInTwoClasses_areBothNamed() throws Throwable {
        String locked = Workspace.LIB.replace(
                "Bobbin.yieldNow().await();", "synchronized (Lib.class) { Bobbin.yieldNow().await(); }");
        Workspace work = new Workspace(temp)
                .source("app/Lib.java", locked)
                .source("app/Other.java", locked.replace("class Lib", "class Other"))
                .javac();

        assertThat(RewriteInPlaceTest.refused(() -> work.rewrite(FUSED)))
                .extracting(Diagnostic::file, Diagnostic::line)
                .containsExactly(tuple("app/Lib.java", 6), tuple("app/Other.java", 6));
    }

    private static RewriteInPlace.Outcome rewrite(Workspace work, List<String> includes, List<String> excludes)
            throws Refusal {
        return work.rewrite(FUSED, new ClassPatterns(includes, excludes), Disk.real(work.keep()));
    }
}
