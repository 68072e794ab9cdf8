package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resume form of the fused model, called by a broken runtime when the coroutine does not wait. */
final class ResumeTest {
    private static final String PROGRAM = """
            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;

            public class Again {
                public static Async<Integer> total(int x, Runnable meanwhile) {
                    meanwhile.run();
                    Bobbin.yieldNow().await();
                    meanwhile.run();
                    return Async.done(x + 1);
                }
            }
            """;

    @TempDir
    Path directory;

    private Method total;
    private Method resume;

    @BeforeEach
    void load() throws Exception {
        Path program = Files.writeString(directory.resolve("Again.java"), PROGRAM);
        Map<String, byte[]> plain = Javac.compile(List.of(program), 17, "-g");
        Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, Options.of(Model.FUSED));
        ClassLoader loader = World.ofCoroutines(result.classes(), "NEVER", 0).loader();
        Class<?> type = Class.forName("Again", true, loader);
        total = type.getMethod("total", int.class, Runnable.class);
        resume = Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals("total$resume"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Async<Integer> cold(Runnable meanwhile) throws ReflectiveOperationException {
        return (Async<Integer>) total.invoke(null, 1, meanwhile);
    }

    private void resume(Object root) throws Throwable {
        try {
            resume.invoke(null, root, null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void resume_ofACoroutineThatHasNotBegun_isRefusedByName() throws Exception {
        assertRefused(cold(() -> {}));
    }

    @Test
    void resume_ofAFinishedCoroutine_isRefusedByName() throws Exception {
        // given
        Async<Integer> root = cold(() -> {});
        assertThat(Scheduler.single().<Integer>run(() -> root)).isEqualTo(2);

        // when, then
        assertRefused(root);
    }

    @Test
    void resume_ofARunningCoroutine_isRefusedAndDoesNotDisturbIt() throws Exception {
        // given
        List<Async<Integer>> self = new ArrayList<>();
        List<Integer> refusals = new ArrayList<>();
        self.add(cold(() -> {
            assertRefused(self.get(0));
            refusals.add(refusals.size());
        }));

        // when
        int result = Scheduler.single().run(() -> self.get(0));

        // then
        assertThat(result).isEqualTo(2);
        assertThat(refusals).containsExactly(0, 1);
    }

    private void assertRefused(Object root) {
        assertThatThrownBy(() -> resume(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Again.total was resumed but is not suspended");
    }
}
