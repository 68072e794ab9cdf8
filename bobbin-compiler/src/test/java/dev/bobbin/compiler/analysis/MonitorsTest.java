package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.MONITORENTER;
import static org.objectweb.asm.Opcodes.MONITOREXIT;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.bobbin.compiler.Code;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MonitorsTest {
    private static Monitors of(Code code) {
        return new Monitors(code.method(), new Flow(code.method()));
    }

    private static int[] held(Code code) {
        Monitors monitors = of(code);
        return IntStream.range(0, code.method().instructions.size())
                .filter(monitors::holdsAny)
                .toArray();
    }

    @Test
    void method_withoutCode_holdsNothing() {
        assertThat(held(Code.of("()V"))).isEmpty();
    }

    @Test
    void blocks_nested_holdUntilTheOuterEnds() {
        Code code = Code.of("()V")
                .var(ALOAD, 0) // 0
                .add(MONITORENTER)
                .var(ALOAD, 1) // 2
                .add(MONITORENTER, NOP)
                .var(ALOAD, 1) // 5
                .add(MONITOREXIT, NOP)
                .var(ALOAD, 0) // 8
                .add(MONITOREXIT, NOP, RETURN);
        assertThat(held(code)).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void exit_withoutEnter_countsNothing() {
        Code code = Code.of("()V")
                .var(ALOAD, 0)
                .add(MONITOREXIT)
                .var(ALOAD, 0)
                .add(MONITORENTER, NOP)
                .var(ALOAD, 0)
                .add(MONITOREXIT, RETURN);
        assertThat(held(code)).containsExactly(4, 5, 6);
    }

    @Test
    void code_afterBranchesAndInHandlers_holdsWhatItsSourceHolds() {
        Code code = Code.of("()V")
                .var(ALOAD, 0) // 0
                .add(MONITORENTER) // 1
                .label("start") // 2
                .add(ICONST_0) // 3
                .jump(IFEQ, "other") // 4
                .var(ALOAD, 0) // 5
                .add(MONITOREXIT) // 6
                .label("end") // 7
                .add(RETURN) // 8
                .label("other") // 9
                .var(ALOAD, 0) // 10
                .add(MONITOREXIT) // 11
                .add(RETURN) // 12
                .add(NOP) // 13: dead
                .label("handler") // 14
                .add(POP) // 15
                .add(RETURN) // 16
                .attempt("start", "end", "handler");
        assertThat(held(code)).containsExactly(2, 3, 4, 5, 6, 9, 10, 11, 14, 15, 16);
    }

    @Test
    void loop_aroundABlock_endsAndHoldsNothingOutside() {
        Code code = Code.of("()V")
                .label("loop")
                .var(ALOAD, 0)
                .add(MONITORENTER)
                .var(ALOAD, 0)
                .add(MONITOREXIT)
                .jump(GOTO, "loop");
        assertThat(held(code)).containsExactly(3, 4);
    }
}
