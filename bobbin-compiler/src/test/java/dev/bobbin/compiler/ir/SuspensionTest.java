package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.Signatures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;

final class SuspensionTest {
    private static final AbstractInsnNode CALL = new InsnNode(Opcodes.NOP);
    private static final CoroutineSignature UNBOXED = Signatures.of("C", "f", "()V")
            .result(ResultKind.boxedBy("java/lang/Long"))
            .get();
    private static final CoroutineSignature OTHER =
            Signatures.of("C", "g", "()V").get();
    private static final VirtualStart VIRTUAL = new VirtualStart("C", false, 0, "h", "()V");

    private static Suspension of(Callee callee) {
        return new Suspension(
                1,
                CALL,
                callee,
                List.of(
                        new Saved(false, 0, VarType.LONG, 0),
                        new Saved(false, 2, VarType.INT, 0),
                        new Saved(true, 0, VarType.DOUBLE, 1)),
                List.of(VarType.DOUBLE, VarType.NULL),
                List.of(VarType.LONG, VarType.TOP, VarType.INT),
                7);
    }

    @Test
    void words_ofStackAndLiveLocals_countsEachOnce() {
        assertThat(of(new Callee.Dynamic()).words()).isEqualTo(2 + 1 + 2 + 1);
    }

    @Test
    void isCallOnTheSpot_ofEachCallee_holdsForCoroutinesOnly() {
        assertThat(of(new Callee.Direct(UNBOXED)).isCallOnTheSpot()).isTrue();
        assertThat(of(new Callee.Virtual(VIRTUAL)).isCallOnTheSpot()).isTrue();
        assertThat(of(new Callee.Dynamic()).isCallOnTheSpot()).isFalse();
        assertThat(of(new Callee.ScopeClose()).isCallOnTheSpot()).isFalse();
    }

    @Test
    void result_ofADirectCall_isTheCallees() {
        assertThat(of(new Callee.Direct(UNBOXED)).result()).isEqualTo(UNBOXED.result());
        assertThat(of(new Callee.Virtual(VIRTUAL)).result()).isEqualTo(ResultKind.OBJECT);
    }

    @Test
    void dynamic_ofADirectCall_keepsAllButTheCallee() {
        assertThat(of(new Callee.Direct(UNBOXED)).dynamic()).isEqualTo(of(new Callee.Dynamic()));
    }

    @Test
    void withDynamicCallees_someDirect_changesThoseAlone() {
        // given
        StateMachine machine = new StateMachine(
                OTHER,
                Code.of("()V").method(),
                List.of(
                        of(new Callee.Direct(UNBOXED)),
                        of(new Callee.Direct(OTHER)),
                        of(new Callee.Virtual(VIRTUAL)),
                        of(new Callee.ScopeClose())),
                Map.of(CALL, UNBOXED),
                Map.of(CALL, new FrameTypes(List.of(), List.of())),
                new SlotCount(1, 2, 3));

        // when
        StateMachine changed = machine.withDynamicCalleesUnless(OTHER::equals);

        // then
        assertThat(changed.suspensions())
                .containsExactly(
                        of(new Callee.Dynamic()),
                        of(new Callee.Direct(OTHER)),
                        of(new Callee.Virtual(VIRTUAL)),
                        of(new Callee.ScopeClose()));
        assertThat(changed)
                .isEqualTo(new StateMachine(
                        machine.signature(),
                        machine.body(),
                        changed.suspensions(),
                        machine.immediateCalls(),
                        machine.frames(),
                        machine.slots()));
    }

    @Test
    void slotKinds_lettersAndDescriptors_areThoseOfTheAbi() {
        assertThat(SlotKind.INT.letter()).isEqualTo('i');
        assertThat(SlotKind.LONG.letter()).isEqualTo('j');
        assertThat(SlotKind.REF.letter()).isEqualTo('l');
        assertThat(SlotKind.INT.descriptor()).isEqualTo("I");
        assertThat(SlotKind.LONG.descriptor()).isEqualTo("J");
        assertThat(SlotKind.REF.descriptor()).isEqualTo("Ljava/lang/Object;");
        assertThat(new Saved(false, 0, VarType.FLOAT, 0).kind()).isEqualTo(SlotKind.INT);
    }
}
