package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ir.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** What a call of a stackful coroutine evaluates to is cold: nothing of it has run, and no lock has been asked for. */
final class StackfulEntryTest {
    @Test
    void synchronizedCoroutine_takesItsLockWhenItRuns() {
        // given
        Map<String, byte[]> plain = Javac.compile(Map.of("Locked.java", """
                                import static dev.bobbin.Async.done;

                                import dev.bobbin.Async;
                                import dev.bobbin.Bobbin;

                                public class Locked {
                                    synchronized Async<Integer> ofObject() {
                                        Bobbin.yieldNow().await();
                                        return done(1);
                                    }

                                    static synchronized Async<Integer> ofClass() {
                                        Bobbin.yieldNow().await();
                                        return done(1);
                                    }
                                }
                                """), 17, "-g");
        // when
        Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, Options.of(Model.STACKFUL));
        // then
        assertThat(result.diagnostics()).isEmpty();
        ClassNode locked = new ClassNode();
        new ClassReader(result.classes().get("Locked")).accept(locked, 0);
        List<String> taking = locked.methods.stream()
                .filter(method -> (method.access & Opcodes.ACC_SYNCHRONIZED) != 0)
                .map(method -> method.name)
                .toList();
        assertThat(taking).containsExactlyInAnyOrder("ofObject$onstack$locking", "ofClass$onstack");
    }
}
