package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

final class InsnsTest {
    private static AbstractInsnNode at(Code code, int index) {
        return code.method().instructions.get(index);
    }

    /** Whether the two instructions around the label are neighbours, seen from both. */
    private static boolean joins(Code code, String label) {
        Insns insns = new Insns(code.method());
        AbstractInsnNode before = code.labelled(label).getPrevious();
        AbstractInsnNode after = code.labelled(label).getNext();
        boolean forward = insns.after(before) == after;
        assertThat(insns.before(after) == before).isEqualTo(forward);
        assertThat(insns.after(before)).isEqualTo(forward ? after : null);
        assertThat(insns.before(after)).isEqualTo(forward ? before : null);
        return forward;
    }

    @Test
    void neighbours_acrossLinesAndUnusedLabels_areFound() {
        Code code = Code.of("()V").add(ICONST_0).line(3).label("unused").line(4).add(POP, RETURN);
        Insns insns = new Insns(code.method());

        assertThat(insns.after(at(code, 0))).isSameAs(at(code, 4));
        assertThat(insns.before(at(code, 4))).isSameAs(at(code, 0));
        assertThat(insns.before(at(code, 0))).isNull();
        assertThat(insns.after(at(code, 5))).isNull();
    }

    @Test
    void neighbours_acrossAFrame_areNone() {
        Code code = Code.of("()V").add(ICONST_0).frame(List.of(), List.of()).add(POP, RETURN);
        Insns insns = new Insns(code.method());

        assertThat(insns.after(at(code, 0))).isNull();
        assertThat(insns.before(at(code, 2))).isNull();
    }

    @Test
    void neighbours_acrossATarget_areNone() {
        assertThat(joins(Code.of("()V").add(NOP).label("x").add(NOP, RETURN), "x"))
                .isTrue();
        assertThat(joins(Code.of("()V").add(NOP).label("x").add(NOP).jump(GOTO, "x"), "x"))
                .isFalse();
    }

    @Test
    void neighbours_acrossSwitchLabels_areNone() {
        for (String label : List.of("a", "b")) {
            Code table = Code.of("()V");
            table.add(NOP).label("a").add(NOP).label("b").add(ICONST_0);
            table.add(new TableSwitchInsnNode(0, 0, table.labelled("b"), table.labelled("a")));
            assertThat(joins(table, label)).as("table %s", label).isFalse();
            Code lookup = Code.of("()V");
            lookup.add(NOP).label("a").add(NOP).label("b").add(ICONST_0);
            lookup.add(new LookupSwitchInsnNode(
                    lookup.labelled("b"), new int[] {9}, new LabelNode[] {lookup.labelled("a")}));
            assertThat(joins(lookup, label)).as("lookup %s", label).isFalse();
        }
    }

    @Test
    void neighbours_acrossTheEdgesOfATry_areNone() {
        Code code = Code.of("()V")
                .add(NOP)
                .label("start")
                .add(NOP)
                .label("end")
                .add(NOP)
                .label("handler")
                .add(POP, RETURN)
                .attempt("start", "end", "handler");
        assertThat(joins(code, "start")).isFalse();
        assertThat(joins(code, "end")).isFalse();
        assertThat(joins(code, "handler")).isFalse();
    }

    @Test
    void lineOf_anInstruction_isTheLastSaidBefore() {
        Code code = Code.of("()V").add(NOP).line(7).add(NOP).line(9).add(NOP);
        assertThat(Insns.lineOf(at(code, 0))).isZero();
        assertThat(Insns.lineOf(at(code, 2))).isEqualTo(7);
        assertThat(Insns.lineOf(at(code, 4))).isEqualTo(9);
        assertThat(Methods.firstLine(code.method())).isEqualTo(7);
        assertThat(Methods.firstLine(Code.of("()V").add(NOP).method())).isZero();
    }

    @Test
    void endsFlow_ofEveryOpcode_holdsForThoseWithoutANext() {
        Set<Integer> ends =
                Set.of(GOTO, ATHROW, TABLESWITCH, LOOKUPSWITCH, IRETURN, LRETURN, FRETURN, DRETURN, ARETURN, RETURN);
        for (int opcode = 0; opcode < 200; opcode++) {
            assertThat(Insns.endsFlow(opcode)).as("%s", opcode).isEqualTo(ends.contains(opcode));
        }
    }

    @Test
    void copy_changed_leavesTheOriginal() {
        MethodNode original = Code.of(ACC_PRIVATE, "f", "(I)V").add(RETURN).method();
        original.exceptions = List.of("A", "B");
        original.signature = "<T:>(I)V";

        MethodNode copy = Methods.copy(original);
        copy.instructions.clear();

        assertThat(original.instructions.size()).isEqualTo(1);
        assertThat(copy.access).isEqualTo(ACC_PRIVATE);
        assertThat(copy.name + copy.desc + copy.signature).isEqualTo("f(I)V<T:>(I)V");
        assertThat(copy.exceptions).containsExactly("A", "B");
        assertThat(Methods.copy(original).instructions.size()).isEqualTo(1);
    }
}
