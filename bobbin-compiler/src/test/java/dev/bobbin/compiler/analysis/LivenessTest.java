package dev.bobbin.compiler.analysis;

import static dev.bobbin.compiler.analysis.FlowTest.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.FLOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.bobbin.compiler.Code;
import org.junit.jupiter.api.Test;

final class LivenessTest {
    private static Liveness of(Code code) {
        return new Liveness(code.method(), new Flow(code.method()));
    }

    @Test
    void variable_writtenThenRead_isLiveInBetween() {
        Liveness liveness = of(Code.of("()V")
                .add(ICONST_0)
                .var(ISTORE, 3)
                .add(NOP)
                .var(ILOAD, 3)
                .add(POP, RETURN));

        assertThat(liveness.before(0)).isEqualTo(bits());
        assertThat(liveness.before(1)).isEqualTo(bits());
        assertThat(liveness.after(1)).isEqualTo(bits(3));
        assertThat(liveness.before(2)).isEqualTo(bits(3));
        assertThat(liveness.before(3)).isEqualTo(bits(3));
        assertThat(liveness.after(3)).isEqualTo(bits());
    }

    @Test
    void loads_ofEachType_makeTheirVariableLive() {
        Liveness liveness = of(Code.of("()V")
                .var(ILOAD, 0)
                .add(POP)
                .var(LLOAD, 1)
                .add(POP2)
                .var(FLOAD, 3)
                .add(POP)
                .var(DLOAD, 4)
                .add(POP2)
                .var(ALOAD, 6)
                .add(ARETURN));

        assertThat(liveness.before(0)).isEqualTo(bits(0, 1, 3, 4, 6));
        assertThat(liveness.before(8)).isEqualTo(bits(6));
    }

    @Test
    void stores_ofEachType_killTheirVariable() {
        Liveness liveness = of(Code.of("()V")
                .var(ISTORE, 0)
                .var(LSTORE, 1)
                .var(ASTORE, 3)
                .var(ILOAD, 0)
                .var(LLOAD, 1)
                .var(ALOAD, 3)
                .add(RETURN));

        assertThat(liveness.before(0)).isEqualTo(bits());
        assertThat(liveness.before(1)).isEqualTo(bits(0));
        assertThat(liveness.before(2)).isEqualTo(bits(0, 1));
        assertThat(liveness.before(3)).isEqualTo(bits(0, 1, 3));
    }

    @Test
    void increment_readsAndWrites_keepsItsVariableLive() {
        assertThat(of(Code.of("()V").iinc(2).add(RETURN)).before(0)).isEqualTo(bits(2));
    }

    @Test
    void loop_variableReadInTheNextRound_isLiveToItsEnd() {
        Code code = Code.of("()V")
                .label("loop")
                .var(ILOAD, 0)
                .jump(IFEQ, "out")
                .add(ICONST_0)
                .var(ISTORE, 1)
                .label("end")
                .jump(GOTO, "loop")
                .label("out")
                .var(ILOAD, 2)
                .add(POP, RETURN);
        Liveness liveness = of(code);

        assertThat(liveness.before(code.at("loop"))).isEqualTo(bits(0, 2));
        assertThat(liveness.before(code.at("end"))).isEqualTo(bits(0, 2));
        assertThat(liveness.before(code.at("out"))).isEqualTo(bits(2));
    }

    @Test
    void branch_variablesOfEitherSide_areLiveBefore() {
        Liveness liveness = of(Code.of("()V")
                .add(ICONST_0)
                .jump(IFEQ, "other")
                .var(ILOAD, 1)
                .add(POP, RETURN)
                .label("other")
                .var(ILOAD, 2)
                .add(POP, RETURN));

        assertThat(liveness.before(0)).isEqualTo(bits(1, 2));
        assertThat(liveness.after(1)).isEqualTo(bits(1, 2));
        assertThat(liveness.before(2)).isEqualTo(bits(1));
    }

    @Test
    void tryRange_variableThatTheHandlerReads_isLiveAlsoBeforeItsWrite() {
        Code code = Code.of("()V")
                .label("start") // 0
                .add(ICONST_0) // 1
                .var(ISTORE, 1) // 2
                .label("end") // 3
                .add(RETURN) // 4
                .label("handler") // 5
                .add(POP)
                .var(ILOAD, 1)
                .add(POP, RETURN)
                .attempt("start", "end", "handler");
        Liveness liveness = of(code);

        assertThat(liveness.before(2)).isEqualTo(bits(1));
        assertThat(liveness.after(2)).isEqualTo(bits(1));
        assertThat(liveness.before(0)).isEqualTo(bits(1));
        assertThat(liveness.before(3)).isEqualTo(bits());
        assertThat(liveness.after(3)).isEqualTo(bits());
    }

    @Test
    void before_theAnswerChangedByItsCaller_isTheSameNextTime() {
        Liveness liveness = of(Code.of("()V").var(ILOAD, 0).add(POP, RETURN));
        liveness.before(0).clear();
        assertThat(liveness.before(0)).isEqualTo(bits(0));
    }
}
