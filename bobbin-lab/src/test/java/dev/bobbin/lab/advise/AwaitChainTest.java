package dev.bobbin.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.cli.Refusal;
import dev.bobbin.cli.WrittenProgram;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.parked.ParkedTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitChainTest {
    @TempDir
    Path directory;

    /** The bench {@code parked} counts these tasks in the heap, and docs/lab.md says what it found. */
    @Test
    void chainOfTen_takesWhatTheLabCountsInTheHeap() throws Exception {
        Path file = WovenLab.ownClasses().resolve(ParkedTasks.class.getName().replace('.', '/') + ".class");
        AwaitChain chain =
                AwaitChain.in(WrittenProgram.of(file, null).inspected().coroutines());

        assertThat(chain.length()).isEqualTo(10);
        assertThat(chain.isRecursive()).isFalse();
        assertThat(chain.bytes("fused")).hasValue(120);
        assertThat(chain.bytes("push")).hasValue(304);
        assertThat(chain.bytes("pull")).hasValue(384);
        assertThat(chain.bytes("embedded")).hasValue(112);
        assertThat(chain.bytes("embedded --flatten")).hasValue(120);
        assertThat(chain.bytes("stackful")).isEmpty();
        assertThat(chain.bytesPerLevel("push")).hasValue(24);
    }

    @Test
    void circleOfTwo_isFoundAndNotFollowedTwice() throws Exception {
        AwaitChain chain = chain("""
                static Async<Integer> even(int n) {
                    Bobbin.yieldNow().await();
                    return done(n == 0 ? 1 : odd(n - 1).await() + 0);
                }
                static Async<Integer> odd(int n) {
                    return done(n == 0 ? 0 : even(n - 1).await() + 0);
                }
                static Async<Integer> outer(int n) {
                    return done(even(n).await() + 1);
                }
                """);

        assertThat(chain.names()).isEqualTo("P.outer, P.even, P.odd");
        assertThat(chain.isRecursive()).isTrue();
        assertThat(chain.circleNames()).isIn("P.even, P.odd", "P.odd, P.even");
        assertThat(chain.bytesPerLevel("pull").orElseThrow())
                .isGreaterThan(chain.bytesPerLevel("push").orElseThrow());
    }

    @Test
    void awaits_ofWhatIsNoCoroutine_areNotFollowed() throws Exception {
        AwaitChain chain = chain("""
                static Async<Integer> one() {
                    Bobbin.yieldNow().await();
                    return done(1);
                }
                """);

        assertThat(chain.length()).isEqualTo(1);
        assertThat(chain.isRecursive()).isFalse();
        assertThat(chain.bytesPerLevel("fused")).isEmpty();
    }

    private AwaitChain chain(String methods) throws IOException, Refusal {
        Path file = Files.writeString(
                directory.resolve("P.java"),
                "import static dev.bobbin.Async.done; import dev.bobbin.Async; import dev.bobbin.Bobbin; class P {\n"
                        + methods + "public static void main(String[] args) {} }");
        return AwaitChain.in(WrittenProgram.of(file, null).inspected().coroutines());
    }
}
