package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that die between two writes, at each of them: the next build ends where it would have ended. */
class InterruptionTest {
    private static final Options FUSED = Options.defaults();
    private static final Options PULL = Options.of(Model.PULL);
    private static final String OTHER = Workspace.LIB.replace("x + 1", "x + 2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void firstBuild_interruptedAnywhere_isMadeGoodByTheNext() throws Throwable {
        for (int writes = 0; ; writes++) {
            Workspace work = fresh(writes).javac();
            boolean whole = dies(work, FUSED, writes);
            work.rewrite(FUSED);
            assertEnded(work, FUSED, 43, writes);
            if (whole) {
                assertThat(writes).isGreaterThanOrEqualTo(5);
                return;
            }
        }
    }

    @Test
    void anotherModel_interruptedAnywhere_isMadeGoodByTheNext() throws Throwable {
        for (int writes = 0; ; writes++) {
            Workspace work = fresh(writes).javac();
            work.rewrite(FUSED);
            boolean whole = dies(work, PULL, writes);
            work.rewrite(FUSED); // neither of the two that lie there
            assertEnded(work, FUSED, 43, writes);
            if (whole) {
                assertThat(writes).isGreaterThanOrEqualTo(5);
                return;
            }
        }
    }

    @Test
    void aChange_interruptedAnywhereThenJavacAgain_isMadeGoodByTheNext() throws Throwable {
        for (int writes = 0; ; writes++) {
            Workspace work = fresh(writes).javac();
            work.rewrite(FUSED);
            work.source("app/Main.java", Workspace.MAIN.replace("a + b", "a - b"))
                    .javac("app/Main.java");
            boolean whole = dies(work, FUSED, writes);
            work.source("app/Lib.java", OTHER).javac("app/Lib.java");
            dies(work, PULL, writes / 2); // and a second time
            work.rewrite(PULL);
            assertEnded(work, PULL, -2, writes);
            if (whole) {
                assertThat(writes).isGreaterThanOrEqualTo(5);
                return;
            }
        }
    }

    private Workspace fresh(int number) throws IOException {
        return new Workspace(temp.resolve("project" + number)).twoCoroutines();
    }

    private void assertEnded(Workspace work, Options options, int answer, int writes) throws Throwable {
        Map<String, String> expected = work.fromScratch(temp.resolve("fresh" + writes), options);
        assertThat(work.contents()).as("died after %d writes", writes).isEqualTo(expected);
        assertThat(work.run()).as("died after %d writes", writes).isEqualTo(answer);
        assertThat(work.rewrite(options).upToDate()).isTrue();
    }

    /** False if it died, after that many writes. */
    private static boolean dies(Workspace work, Options options, int writes) throws Refusal {
        Mortal disk = new Mortal(Disk.real(work.keep()), writes);
        try {
            work.rewrite(options, ClassPatterns.ALL, disk);
            return true;
        } catch (Refusal refusal) {
            assertThat(disk.left).isNegative();
            return false;
        }
    }

    @Test
    void aDiskThatFails_isSaid() throws Exception {
        Workspace work = fresh(0).javac();
        List<Diagnostic> said = RewriteInPlaceTest.refused(
                () -> work.rewrite(FUSED, ClassPatterns.ALL, new Mortal(Disk.real(work.keep()), 0)));
        assertThat(said).singleElement().returns(work.classes().toString(), d -> d.file());
        assertThatThrownBy(work::run).isInstanceOf(IllegalStateException.class);
    }

    private static final class Mortal implements Disk {
        private final Disk disk;
        private int left;

        Mortal(Disk disk, int left) {
            this.disk = disk;
            this.left = left;
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            spend();
            disk.write(file, content);
        }

        @Override
        public void delete(Path file) throws IOException {
            spend();
            disk.delete(file);
        }

        private void spend() throws IOException {
            if (--left < 0) {
                throw new IOException("dead");
            }
        }
    }
}
