package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.bobbin.compiler.Code;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

final class FlowTest {
    @Test
    void successors_ofStraightCode_isTheNextAndAtTheEndNone() {
        Flow flow = new Flow(Code.of("()V").add(NOP, RETURN).label("end").method());

        assertThat(flow.size()).isEqualTo(3);
        assertThat(flow.successors(0)).containsExactly(1);
        assertThat(flow.successors(1)).isEmpty();
        assertThat(flow.successors(2)).isEmpty();
    }

    @Test
    void successors_ofJumps_areTheTargetsAndWhatFollowsABranch() {
        Code code = Code.of("()V")
                .label("back")
                .add(ICONST_0)
                .jump(IFEQ, "back")
                .jump(GOTO, "on")
                .add(NOP)
                .label("on")
                .add(ACONST_NULL, ATHROW);
        Flow flow = new Flow(code.method());

        assertThat(flow.successors(2)).containsExactly(0, 3);
        assertThat(flow.successors(3)).containsExactly(code.at("on"));
        assertThat(flow.successors(7)).isEmpty();
    }

    @Test
    void successors_ofSwitches_areAllLabels() {
        Code code = Code.of("()V");
        LabelNode a = code.labelled("a");
        LabelNode b = code.labelled("b");
        code.add(ICONST_0)
                .add(new TableSwitchInsnNode(0, 1, b, a, a))
                .label("a")
                .add(ICONST_0)
                .add(new LookupSwitchInsnNode(a, new int[] {7}, new LabelNode[] {b}))
                .label("b")
                .add(RETURN);
        Flow flow = new Flow(code.method());

        assertThat(flow.successors(1)).containsExactly(2, 2, code.at("b"));
        assertThat(flow.successors(4)).containsExactly(code.at("b"), 2);
    }

    @Test
    void handlers_ofNestedTries_areTheInnerThenTheOuter() {
        Code code = Code.of("()V")
                .label("outer") // 0
                .add(NOP) // 1
                .label("inner") // 2
                .add(NOP) // 3
                .label("innerEnd") // 4
                .add(NOP) // 5
                .label("end") // 6
                .add(RETURN)
                .label("h1")
                .add(POP, RETURN)
                .label("h2")
                .add(POP, RETURN)
                .attempt("inner", "innerEnd", "h1")
                .attempt("outer", "end", "h2");
        Flow flow = new Flow(code.method());
        int h1 = code.at("h1");
        int h2 = code.at("h2");

        assertThat(flow.handlers(0)).containsExactly(h2);
        assertThat(flow.handlers(1)).containsExactly(h2);
        assertThat(flow.handlers(2)).containsExactly(h1, h2);
        assertThat(flow.handlers(3)).containsExactly(h1, h2);
        assertThat(flow.handlers(4)).containsExactly(h2);
        assertThat(flow.handlers(5)).containsExactly(h2);
        assertThat(flow.handlers(6)).isEmpty();
        assertThat(flow.handlers(h1)).isEmpty();
    }

    @Test
    void reachableFrom_someEntries_followsBranchesAndHandlers() {
        Code code = Code.of("()V")
                .label("start") // 0
                .add(NOP) // 1
                .jump(GOTO, "out") // 2
                .label("end") // 3
                .add(NOP) // 4: dead
                .label("handler") // 5
                .add(POP) // 6
                .jump(GOTO, "start") // 7
                .label("out") // 8
                .add(RETURN) // 9
                .attempt("start", "end", "handler");
        Flow flow = new Flow(code.method());

        assertThat(flow.reachableFrom(bits(0))).isEqualTo(bits(0, 1, 2, 5, 6, 7, 8, 9));
        assertThat(flow.reachableFrom(bits(8))).isEqualTo(bits(8, 9));
        assertThat(flow.reachableFrom(bits(8, 4))).isEqualTo(bits(0, 1, 2, 4, 5, 6, 7, 8, 9));
        assertThat(flow.reachableFrom(bits())).isEqualTo(bits());
    }

    static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int i : set) {
            bits.set(i);
        }
        return bits;
    }
}
