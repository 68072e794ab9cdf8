package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

final class TypeFlowTest {
    private static final VarType A = VarType.ref("A");

    private static TypeFlow of(Code code) throws AnalyzerException {
        return new TypeFlow("Owner", code.method());
    }

    static List<VarType> locals(Frame<VarType> frame, int n) {
        List<VarType> locals = new ArrayList<>();
        for (int i = 0; i < frame.getLocals(); i++) {
            if (i < n) {
                locals.add(frame.getLocal(i));
            } else {
                assertThat(frame.getLocal(i)).as("local %s", i).isEqualTo(VarType.TOP);
            }
        }
        return locals;
    }

    static List<VarType> stack(Frame<VarType> frame) {
        List<VarType> stack = new ArrayList<>();
        for (int i = 0; i < frame.getStackSize(); i++) {
            stack.add(frame.getStack(i));
        }
        return stack;
    }

    @Test
    void initial_ofAStaticMethod_hasTheArguments() throws AnalyzerException {
        Frame<VarType> first = of(Code.of("(ZJ[ILA;D)V").add(RETURN)).before(0);
        assertThat(locals(first, 7))
                .containsExactly(
                        VarType.INT, VarType.LONG, VarType.TOP, VarType.ref("[I"), A, VarType.DOUBLE, VarType.TOP);
        assertThat(stack(first)).isEmpty();
    }

    @Test
    void initial_ofAnInstanceMethod_beginsWithItsOwner() throws AnalyzerException {
        Frame<VarType> first = of(Code.of(0, "m", "(I)V").add(RETURN)).before(0);
        assertThat(locals(first, 2)).containsExactly(VarType.ref("Owner"), VarType.INT);
    }

    @Test
    void before_whatFollowsAnEnd_isNullUntilAFrame() throws AnalyzerException {
        Code code = Code.of("()V")
                .add(NOP) // 0
                .jump(GOTO, "on") // 1
                .label("on") // 2
                .frame(List.of(LONG, INTEGER), List.of("A")) // 3
                .add(ATHROW) // 4
                .label("end"); // 5
        TypeFlow types = of(code);

        assertThat(types.before(1)).isNotNull();
        assertThat(types.before(2)).isNull();
        assertThat(locals(types.before(3), 3)).containsExactly(VarType.LONG, VarType.TOP, VarType.INT);
        assertThat(stack(types.before(4))).containsExactly(A);
        assertThat(types.before(5)).isNull();
    }

    @Test
    void codeThatFollowsAnEnd_withoutAFrame_isDamage() {
        Code code = Code.of("()V").add(RETURN).add(NOP).add(RETURN);

        assertThatThrownBy(() -> of(code))
                .isInstanceOf(AnalyzerException.class)
                .hasMessage("at instruction 1: no frame says what it finds");
    }

    @Test
    void declared_eachKindOfEntry_isItsType() throws AnalyzerException {
        Code code = Code.of("()V")
                .label("new")
                .line(5)
                .type(NEW, "A")
                .frame(List.of(INTEGER, FLOAT, LONG, DOUBLE, NULL, UNINITIALIZED_THIS, TOP, "[I"), List.of())
                .add(RETURN);
        code.frame(List.of(code.labelled("new")), List.of(DOUBLE, "A")).add(RETURN);
        TypeFlow types = of(code);

        assertThat(locals(types.before(4), 10))
                .containsExactly(
                        VarType.INT,
                        VarType.FLOAT,
                        VarType.LONG,
                        VarType.TOP,
                        VarType.DOUBLE,
                        VarType.TOP,
                        VarType.NULL,
                        VarType.UNINITIALIZED_THIS,
                        VarType.TOP,
                        VarType.ref("[I"));
        assertThat(locals(types.before(6), 1)).containsExactly(VarType.uninitialized(code.after("new")));
        assertThat(stack(types.before(6))).containsExactly(VarType.DOUBLE, A);
    }

    @Test
    void declared_withoutEntries_isEmpty() throws AnalyzerException {
        Code code = Code.of("(I)V").frame(List.of(), List.of()).add(RETURN);
        var frame = (FrameNode) code.method().instructions.getFirst();
        frame.local = null;
        frame.stack = null;
        assertThat(locals(of(code).before(1), 0)).isEmpty();
    }

    @Test
    void constructor_ofAnObjectInManyPlaces_initialisesEach() throws AnalyzerException {
        Code code = Code.of("()V")
                .type(NEW, "B") // 0: another one, to be left alone
                .label("new")
                .type(NEW, "A") // 2
                .add(DUP) // 3
                .var(ASTORE, 0) // 4
                .add(DUP, DUP, ICONST_0, LCONST_0) // 5 to 8
                .call(INVOKESPECIAL, "A", "<init>", "(IJ)V") // 9
                .add(RETURN); // 10
        TypeFlow types = of(code);
        VarType raw = VarType.uninitialized(code.after("new"));
        VarType other = VarType.uninitialized(code.method().instructions.getFirst());

        assertThat(stack(types.before(9))).containsExactly(other, raw, raw, raw, VarType.INT, VarType.LONG);
        assertThat(locals(types.before(9), 1)).containsExactly(raw);
        assertThat(stack(types.before(10))).containsExactly(other, A, A);
        assertThat(locals(types.before(10), 1)).containsExactly(A);
    }

    @Test
    void call_ofAnOrdinaryMethod_changesNoOtherValue() throws AnalyzerException {
        Code code = Code.of("(LA;)V")
                .var(ALOAD, 0)
                .var(ALOAD, 0)
                .call(INVOKESPECIAL, "A", "init", "()V")
                .add(RETURN);
        TypeFlow types = of(code);
        assertThat(stack(types.before(3))).containsExactly(A);
        assertThat(locals(types.before(3), 1)).containsExactly(A);
    }

    @Test
    void stackForms_ofWideAndNarrowValues_moveThem() throws AnalyzerException {
        assertThat(result("JI", DUP_X2)).isEqualTo("IJI");
        assertThat(result("JJ", DUP2_X2)).isEqualTo("JJJ");
        assertThat(result("IJ", DUP2_X1)).isEqualTo("JIJ");
        assertThat(result("IF", DUP2)).isEqualTo("IFIF");
        assertThat(result("D", DUP2)).isEqualTo("DD");
        assertThat(result("IF", DUP_X1)).isEqualTo("FIF");
        assertThat(result("IF", SWAP)).isEqualTo("FI");
        assertThat(result("IIF", DUP_X2)).isEqualTo("FIIF");
        assertThat(result("IJ", POP2)).isEqualTo("I");
        assertThat(result("AN", POP)).isEqualTo("A");
    }

    private static String result(String stack, int opcode) throws AnalyzerException {
        Code code = Code.of("()V")
                .frame(List.of(), TypeInterpreterTest.entries(stack))
                .add(opcode, NOP);
        return TypeInterpreterTest.letters(stack(of(code).before(2)));
    }

    @Test
    void code_withSubroutines_isRefused() {
        Code code = Code.of("()V").jump(JSR, "sub").label("sub").add(RETURN);
        assertThatThrownBy(() -> of(code)).isInstanceOf(AnalyzerException.class).hasMessageContaining("jsr");
    }

    @Test
    void stack_asDeepAsTheClassFileSays_fits() throws AnalyzerException {
        Code code = Code.of("()V").add(ICONST_0, POP, RETURN);
        code.method().maxStack = 1;
        code.method().maxLocals = 0;
        assertThat(letters(of(code).before(1))).isEqualTo("I");
    }

    private static String letters(Frame<VarType> frame) {
        return TypeInterpreterTest.letters(stack(frame));
    }

    @Test
    void method_withoutCode_hasNoTypes() throws AnalyzerException {
        MethodNode method = Code.of(ACC_ABSTRACT, "m", "()V").method();
        assertThat(new TypeFlow("Owner", method)).isNotNull();
    }

    @Test
    void instructions_thatDoNotFitTheStackOrTheVariables_areNotVerified() {
        assertThatThrownBy(() ->
                        new TypeFlow("p/C", Code.of("()V").add(POP, RETURN).method()))
                .isInstanceOf(AnalyzerException.class)
                .hasMessageContaining("at instruction 0");
        assertThatThrownBy(() -> new TypeFlow(
                        "p/C", Code.of("()V").var(ILOAD, 55).add(POP, RETURN).method()))
                .isInstanceOf(AnalyzerException.class)
                .hasMessageContaining("at instruction 0");
    }
}
