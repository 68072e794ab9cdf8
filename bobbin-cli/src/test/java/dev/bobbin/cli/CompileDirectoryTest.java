package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of class files as {@code compile} reads it and writes to it. */
class CompileDirectoryTest {
    private static final ChildJvm.Outcome FINE = new ChildJvm.Outcome(0, "", "");
    private static final ChildJvm.Outcome ANSWER = new ChildJvm.Outcome(0, "43\n", "");

    @TempDir
    Path dir;

    private ChildJvm child;
    private Path classes;

    @BeforeEach
    void compileAProgram() throws IOException {
        child = new ChildJvm(dir);
        Files.writeString(dir.resolve("Lib.java"), """
                import dev.bobbin.*;
                class Lib {
                    static Async<Integer> plusOne(int x) { Bobbin.yieldNow().await(); return Async.done(x + 1); }
                }
                """);
        Files.writeString(dir.resolve("App.java"), """
                import dev.bobbin.*;
                class App {
                    static Async<Integer> total(int x) {
                        int a = Lib.plusOne(x).await();
                        return Async.done(a + Lib.plusOne(a).await());
                    }
                    public static void main(String[] args) {
                        System.out.println(Bobbin.run(() -> total(20)));
                    }
                }
                """);
        classes = dir.resolve("classes");
        ClassFiles.compile(dir, "classes", "Lib.java", "App.java");
    }

    /** What is written to it beside javac's files. */
    private Set<String> added() throws Exception {
        assertThat(child.bobbin("compile", "classes", "-o", "whole")).isEqualTo(FINE);
        Set<String> added = new TreeSet<>(names(dir.resolve("whole")));
        added.removeAll(names(classes));
        return added;
    }

    private static Set<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void directory_rewrittenInPlaceUpToAnyAddedClass_isJavacsStillAndIsMadeGoodByTheNext() throws Exception {
        var javacs = new TreeMap<String, byte[]>();
        for (String name : names(classes)) {
            javacs.put(name, Files.readAllBytes(classes.resolve(name)));
        }
        Set<String> added = added();
        assertThat(added).isNotEmpty();
        for (String name : added) {
            Files.deleteIfExists(classes.resolve(name));
            Path inTheWay = Files.createDirectories(classes.resolve(name).resolve("in the way"));

            ChildJvm.Outcome cut = child.bobbin("compile", "classes", "-o", "classes");

            assertThat(cut.status()).isEqualTo(2);
            assertThat(cut.err())
                    .startsWith("bobbin: classes: cannot be written (")
                    .doesNotContain("\tat ");
            for (String javac : javacs.keySet()) {
                assertThat(classes.resolve(javac)).hasBinaryContent(javacs.get(javac));
            }
            assertThat(names(classes)).noneMatch(left -> left.endsWith("part"));
            Files.delete(inTheWay);
            Files.delete(classes.resolve(name));
        }

        assertThat(child.bobbin("compile", "classes", "-o", "classes")).isEqualTo(FINE);
        assertThat(child.plainJava("classes", "App")).isEqualTo(ANSWER);
    }

    @Test
    void directory_rewrittenInPlaceButForOneClass_isMadeGoodByTheNext() throws Exception {
        for (String name : names(classes)) {
            byte[] javacs = Files.readAllBytes(classes.resolve(name));
            assertThat(child.bobbin("compile", "classes", "-o", "out")).isEqualTo(FINE);
            Files.write(dir.resolve("out").resolve(name), javacs);

            assertThat(child.bobbin("compile", "out", "-o", "out")).isEqualTo(FINE);

            assertThat(child.plainJava("out", "App")).as(name).isEqualTo(ANSWER);
        }
    }

    @Test
    void otherFiles_ofADirectoryRewrittenInPlace_areNotTouched() throws Exception {
        FileTime before = FileTime.from(Instant.EPOCH.plusSeconds(1_000_000_000));
        Files.writeString(dir.resolve("Plain.java"), "class Plain {}");
        ClassFiles.compile(dir, "classes", "Plain.java");
        Files.writeString(classes.resolve("note.txt"), "note");
        for (String name : names(classes)) {
            Files.setLastModifiedTime(classes.resolve(name), before);
        }

        assertThat(child.bobbin("compile", "classes", "-o", "classes")).isEqualTo(FINE);

        assertThat(Files.getLastModifiedTime(classes.resolve("note.txt"))).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(classes.resolve("Plain.class"))).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(classes.resolve("App.class"))).isGreaterThan(before);
    }

    @Test
    void directory_namedByASymbolicLink_isRewritten() throws Exception {
        Files.createSymbolicLink(dir.resolve("link"), classes);

        assertThat(child.bobbin("compile", "link", "-o", "classes")).isEqualTo(FINE);

        assertThat(child.plainJava("link", "App")).isEqualTo(ANSWER);
    }

    /** Without permission it would be the same, but for who may do everything. */
    @Test
    void directory_thatCannotBeReadAllTheWayDown_isRefused() throws Exception {
        Path above = deep(classes);
        Path below = dir.resolve("below");
        deep(below);
        Files.move(below, above.resolve("below")); // longer than a path may be

        ChildJvm.Outcome outcome = child.bobbin("compile", "classes", "-o", "out");
        Files.move(above.resolve("below"), below); // or JUnit could not delete it

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("bobbin: classes: cannot be read (")
                .doesNotContain("\tat ");
        assertThat(dir.resolve("out")).doesNotExist();
    }

    private static Path deep(Path directory) throws IOException {
        Path bottom = directory;
        for (int i = 0; i < 12; i++) {
            bottom = bottom.resolve("d".repeat(200));
        }
        return Files.createDirectories(bottom);
    }
}
