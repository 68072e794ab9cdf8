package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.Signatures;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.ir.VirtualStart;
import dev.bobbin.compiler.read.ClassHeaders;
import dev.bobbin.compiler.read.FindVirtualStarts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

final class BuildStateMachineTest {
    private static final String D = "()Ldev/bobbin/Async;";
    private static final VarType ASYNC = VarType.ref("dev/bobbin/Async");

    private final Map<String, byte[]> classFiles = new HashMap<>();
    private final Map<CoroutineId, CoroutineSignature> known = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Model model = Model.FUSED;

    private StateMachine machine(Code code) throws AnalyzerException {
        ClassHeaders headers = new ClassHeaders(classFiles::get);
        ClassNode virtual = new ClassNode();
        virtual.name = "p/V";
        virtual.superName = "java/lang/Object";
        virtual.methods.add(new MethodNode(ACC_ABSTRACT, "v", D, null, null));
        return BuildStateMachine.of(
                Signatures.of("p/C", "m", code.method().desc).model(model).get(),
                code.method(),
                known,
                new AccessibleTypes(headers),
                new FindVirtualStarts(headers, List.of(virtual)),
                refusals::add);
    }

    private Suspension only(Code code) throws AnalyzerException {
        StateMachine machine = machine(code);
        assertThat(machine.suspensions()).hasSize(1);
        return machine.suspensions().get(0);
    }

    private void know(Signatures signature) {
        known.put(signature.get().id(), signature.get());
    }

    @Test
    void straightCode_savesWhatLivesOn_inSlotsOfItsKind() throws AnalyzerException {
        // given: a long, a dead int, an int, a double, a reference; on the stack an int, a null and a float
        Code code = Code.of("(JIIDLjava/lang/String;Ldev/bobbin/Async;)V")
                .line(11)
                .add(ICONST_0, ACONST_NULL, FCONST_1)
                .line(12)
                .var(ALOAD, 7)
                .label("call")
                .await()
                .line(13)
                .add(POP, POP, POP, POP)
                .var(LLOAD, 0)
                .add(POP2)
                .var(ILOAD, 3)
                .add(POP)
                .var(DLOAD, 4)
                .add(POP2)
                .var(ALOAD, 6)
                .add(POP, RETURN);

        // when
        StateMachine machine = machine(code);

        // then
        VarType string = VarType.ref("java/lang/String");
        assertThat(machine.suspensions())
                .containsExactly(new Suspension(
                        1,
                        code.after("call"),
                        new Callee.Dynamic(),
                        List.of(
                                new Saved(false, 0, VarType.LONG, 0),
                                new Saved(false, 3, VarType.INT, 0),
                                new Saved(false, 4, VarType.DOUBLE, 1),
                                new Saved(false, 6, string, 0),
                                new Saved(true, 0, VarType.INT, 1),
                                new Saved(true, 2, VarType.FLOAT, 2)),
                        List.of(VarType.INT, VarType.NULL, VarType.FLOAT),
                        List.of(
                                VarType.LONG,
                                VarType.TOP,
                                VarType.TOP,
                                VarType.INT,
                                VarType.DOUBLE,
                                VarType.TOP,
                                string,
                                VarType.TOP,
                                VarType.TOP,
                                VarType.TOP),
                        12));
        assertThat(machine.slots()).isEqualTo(new SlotCount(3, 2, 1));
        assertThat(machine.body()).isSameAs(code.method());
        assertThat(machine.frames()).isEmpty();
        assertThat(machine.immediateCalls()).isEmpty();
        assertThat(machine.signature().id().owner()).isEqualTo("p/C");
    }

    @Test
    void states_areNumberedInOrder_andSlotsAreThoseOfTheLargest() throws AnalyzerException {
        Code code = Code.of("(ILdev/bobbin/Async;)V")
                .var(ALOAD, 1)
                .await()
                .add(POP)
                .var(ALOAD, 1)
                .await()
                .add(POP)
                .var(ILOAD, 0)
                .add(POP, RETURN);
        StateMachine machine = machine(code);

        assertThat(machine.suspensions()).extracting(Suspension::state).containsExactly(1, 2);
        assertThat(machine.suspensions().get(0).saved())
                .containsExactly(new Saved(false, 0, VarType.INT, 0), new Saved(false, 1, ASYNC, 0));
        assertThat(machine.suspensions().get(1).saved()).containsExactly(new Saved(false, 0, VarType.INT, 0));
        assertThat(machine.slots()).isEqualTo(new SlotCount(1, 0, 1));
    }

    @Test
    void frame_ofABranchTarget_hasItsLiveVariablesAndTheWholeStack() throws AnalyzerException {
        Code code = Code.of("(IJ)V").jump(GOTO, "on").label("on");
        code.frame(List.of(INTEGER, LONG), List.of("x/Y", FLOAT));
        code.add(POP, POP).var(LLOAD, 1).add(POP2, RETURN);
        StateMachine machine = machine(code);

        AbstractInsnNode frame = code.labelled("on").getNext();
        assertThat(frame).isInstanceOf(FrameNode.class);
        assertThat(machine.frames()).containsOnlyKeys(frame);
        FrameTypes types = machine.frames().get(frame);
        assertThat(types.locals())
                .startsWith(VarType.TOP, VarType.LONG, VarType.TOP)
                .hasSize(10);
        assertThat(types.stack()).containsExactly(VarType.ref("x/Y"), VarType.FLOAT);
    }

    @Test
    void type_hiddenFromTheCoroutine_isNamedAsItsPublicSuperclass() throws AnalyzerException {
        hide("p/Near", 0);
        hide("q/Far", 0);
        Suspension suspension = only(Code.of("(Lp/Near;Lq/Far;Ldev/bobbin/Async;)V")
                .var(ALOAD, 1)
                .var(ALOAD, 2)
                .await()
                .add(POP2)
                .var(ALOAD, 0)
                .add(POP)
                .var(ALOAD, 1)
                .add(POP, RETURN));

        assertThat(suspension.locals()).startsWith(VarType.ref("p/Near"), VarType.OBJECT);
        assertThat(suspension.stack()).containsExactly(VarType.OBJECT);
    }

    private void hide(String name, int access) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, name, null, "java/lang/Object", null);
        classFiles.put(name, writer.toByteArray());
    }

    private static FrameTypes frame(StateMachine machine, Code code, String label) {
        AbstractInsnNode insn = code.labelled(label);
        while (!(insn instanceof FrameNode)) {
            insn = insn.getNext();
        }
        return machine.frames().get(insn);
    }

    private static final List<Object> FAR = List.of("dev/bobbin/Async", "q/Far");

    /** Awaits its first argument, with its second, which is hidden, in a variable and on the stack. */
    private static Code awaitingWithAFar() {
        return Code.of("(Ldev/bobbin/Async;Lq/Far;)V")
                .var(ALOAD, 1)
                .var(ALOAD, 0)
                .await()
                .add(POP);
    }

    @Test
    void frame_thatNothingRestoredComesTo_namesTheHiddenClass() throws AnalyzerException {
        // given: what is hidden lives through no suspension
        hide("q/Far", 0);
        Code code = Code.of("(Ldev/bobbin/Async;Lq/Far;)V")
                .var(ALOAD, 1)
                .jump(GOTO, "before")
                .label("before");
        code.frame(FAR, List.of("q/Far")).add(POP).var(ALOAD, 0).await().add(POP);
        code.call(INVOKESTATIC, "q/P", "make", "()Lq/Far;")
                .add(DUP)
                .var(ASTORE, 1)
                .jump(GOTO, "after");
        code.label("after").frame(FAR, List.of("q/Far")).var(ALOAD, 1).add(POP2, RETURN);

        // when
        StateMachine machine = machine(code);

        // then
        VarType far = VarType.ref("q/Far");
        assertThat(frame(machine, code, "before").stack()).containsExactly(far);
        assertThat(frame(machine, code, "after").stack()).containsExactly(far);
        assertThat(frame(machine, code, "after").locals()).startsWith(VarType.TOP, far);
        assertThat(refusals).isEmpty();
    }

    @Test
    void frame_thatSomethingRestoredComesTo_namesItsPublicSuperclass() throws AnalyzerException {
        // given: beside it what was made after the await
        hide("q/Far", 0);
        Code code = awaitingWithAFar().call(INVOKESTATIC, "q/P", "make", "()Lq/Far;");
        code.jump(GOTO, "on").label("on").frame(FAR, List.of("q/Far", "q/Far"));
        code.var(ALOAD, 1).add(POP, POP2, RETURN);

        // when
        StateMachine machine = machine(code);

        // then
        assertThat(frame(machine, code, "on").stack()).containsExactly(VarType.OBJECT, VarType.ref("q/Far"));
        assertThat(frame(machine, code, "on").locals()).startsWith(VarType.TOP, VarType.OBJECT);
        assertThat(refusals).isEmpty();
    }

    @Test
    void frame_whereWaysMeet_countsWhatHasBeenRestoredOnOne() throws AnalyzerException {
        hide("q/Far", 0);
        Code code = Code.of("(Ldev/bobbin/Async;Lq/Far;)V").label("head").frame(FAR, List.of());
        code.add(LCONST_0)
                .var(LSTORE, 2)
                .var(ALOAD, 1)
                .add(POP)
                .var(ALOAD, 0)
                .await()
                .add(POP)
                .jump(GOTO, "head");
        StateMachine machine = machine(code);

        assertThat(frame(machine, code, "head").locals())
                .startsWith(VarType.ref("dev/bobbin/Async"), VarType.OBJECT, VarType.TOP);
    }

    @Test
    void frame_ofAHandler_countsWhatIsRestoredInItsRange() throws AnalyzerException {
        // given: the await is all that the range holds
        hide("q/Far", 0);
        Code code = Code.of("(Ldev/bobbin/Async;Lq/Far;)V").var(ALOAD, 0).label("start");
        code.await().label("end").add(POP, RETURN).label("handler");
        code.frame(FAR, List.of("java/lang/Exception")).var(ALOAD, 1).add(POP2, RETURN);
        code.attempt("start", "end", "handler");
        StateMachine machine = machine(code);

        assertThat(frame(machine, code, "handler").locals()).startsWith(VarType.TOP, VarType.OBJECT);
    }

    @Test
    void elementOfARestoredArray_isRestored() throws AnalyzerException {
        hide("q/Far", 0);
        Code code = Code.of("(Ldev/bobbin/Async;[Lq/Far;)V")
                .var(ALOAD, 1)
                .var(ALOAD, 0)
                .await();
        code.add(POP, ICONST_0, AALOAD).jump(GOTO, "on").label("on");
        code.frame(List.of("dev/bobbin/Async"), List.of("q/Far")).add(POP, RETURN);
        StateMachine machine = machine(code);

        assertThat(frame(machine, code, "on").stack()).containsExactly(VarType.OBJECT);
    }

    private List<Refusal> refusals(Code code) throws AnalyzerException {
        refusals.clear();
        machine(code);
        return refusals;
    }

    @Test
    void restoredValue_wantedAsTheHiddenClass_isRefused() throws AnalyzerException {
        hide("q/Far", 0);
        Code code = awaitingWithAFar().line(7).add(DUP, ICONST_1).call(INVOKESTATIC, "q/P", "take", "(Lq/Far;I)V");
        assertThat(refusals(code.add(POP, RETURN)))
                .containsExactly(new Refusal(
                        7,
                        "hidden-class",
                        "take needs a q.Far that is there before an await(), and code of another package must"
                                + " not name that class: what comes back after the await() is known as"
                                + " java.lang.Object alone",
                        "make q.Far public, or get the value after the await()"));
        Code field = awaitingWithAFar().add(new FieldInsnNode(PUTSTATIC, "q/P", "f", "Lq/Far;"));
        assertThat(refusals(field.add(RETURN)).get(0).message()).startsWith("the field f needs a q.Far that");
        Code receiver = awaitingWithAFar().call(INVOKEVIRTUAL, "q/Far", "go", "()V");
        assertThat(refusals(receiver.add(RETURN)).get(0).message()).startsWith("go needs a q.Far that");
    }

    @Test
    void restoredValue_wantedAsAnythingElse_isFine() throws AnalyzerException {
        hide("q/Far", 0);
        hide("q/Face", ACC_INTERFACE | ACC_ABSTRACT);
        Code objects = awaitingWithAFar().add(DUP, DUP);
        objects.call(INVOKESTATIC, "q/P", "take", "(Ljava/lang/Object;)V");
        objects.call(INVOKESTATIC, "q/P", "face", "(Lq/Face;)V");
        objects.call(INVOKEINTERFACE, "q/Face", "go", "()V");
        assertThat(refusals(objects.add(RETURN))).isEmpty();
        Code before = Code.of("(Ldev/bobbin/Async;Lq/Far;)V")
                .var(ALOAD, 1)
                .call(INVOKESTATIC, "q/P", "take", "(Lq/Far;)V")
                .var(ALOAD, 1)
                .var(ALOAD, 0)
                .await()
                .add(POP2, RETURN);
        assertThat(refusals(before)).isEmpty();
        Code made = awaitingWithAFar().call(INVOKESTATIC, "q/P", "make", "()Lq/Far;");
        assertThat(refusals(made.call(INVOKESTATIC, "q/P", "take", "(Lq/Far;)V").add(POP, RETURN)))
                .isEmpty();
    }

    private Callee callee(int opcode, String owner, String name) throws AnalyzerException {
        Code code = Code.of("(Lp/V;)V");
        if (opcode != INVOKESTATIC) {
            code.var(ALOAD, 0);
        }
        return only(code.call(opcode, owner, name, D).await().add(POP, RETURN)).callee();
    }

    @Test
    void callee_thatNoOverrideReplaces_isDirect() throws AnalyzerException {
        Signatures fixed = Signatures.of("p/D", "f", D);
        know(fixed);
        assertThat(callee(INVOKESTATIC, "p/D", "f")).isEqualTo(new Callee.Direct(fixed.get()));
        assertThat(callee(INVOKEVIRTUAL, "p/D", "f")).isEqualTo(new Callee.Dynamic());
        assertThat(callee(INVOKESTATIC, "p/D", "g")).isEqualTo(new Callee.Dynamic());
        know(fixed.instance());
        assertThat(callee(INVOKEVIRTUAL, "p/D", "f"))
                .isEqualTo(new Callee.Direct(fixed.instance().get()));
        assertThat(callee(INVOKESTATIC, "p/D", "f")).isEqualTo(new Callee.Dynamic());
        know(fixed.overridable());
        assertThat(callee(INVOKEVIRTUAL, "p/D", "f")).isEqualTo(new Callee.Dynamic());
        assertThat(callee(INVOKESPECIAL, "p/D", "f"))
                .isEqualTo(new Callee.Direct(fixed.overridable().get()));
    }

    @Test
    void callee_ofAnotherPackageOrModel_isDynamic() throws AnalyzerException {
        know(Signatures.of("q/D", "f", D));
        assertThat(callee(INVOKESTATIC, "q/D", "f")).isEqualTo(new Callee.Dynamic());
        know(Signatures.of("q/D", "f", D).isPublic());
        assertThat(callee(INVOKESTATIC, "q/D", "f")).isInstanceOf(Callee.Direct.class);
        know(Signatures.of("p/D", "f", D).model(Model.PULL));
        assertThat(callee(INVOKESTATIC, "p/D", "f")).isEqualTo(new Callee.Dynamic());
    }

    @Test
    void callee_thatOverridesMayReplace_isVirtualInModelsOnTheStack() throws AnalyzerException {
        VirtualStart start = new VirtualStart("p/V", false, ACC_ABSTRACT, "v", D);
        assertThat(callee(INVOKEVIRTUAL, "p/V", "v")).isEqualTo(new Callee.Virtual(start));
        assertThat(callee(INVOKEINTERFACE, "p/V", "v")).isEqualTo(new Callee.Virtual(start));
        assertThat(callee(INVOKESPECIAL, "p/V", "v")).isEqualTo(new Callee.Dynamic());
        assertThat(callee(INVOKEVIRTUAL, "p/V", "w")).isEqualTo(new Callee.Dynamic());
        model = Model.PULL;
        assertThat(callee(INVOKEVIRTUAL, "p/V", "v")).isEqualTo(new Callee.Dynamic());
    }

    @Test
    void callee_thatIsImmediate_isNoState() throws AnalyzerException {
        Signatures now = Signatures.of("p/D", "f", D).immediate();
        know(now);
        Code code = Code.of("(Ldev/bobbin/Async;)V")
                .call(INVOKESTATIC, "p/D", "f", D)
                .label("now")
                .await()
                .add(POP)
                .var(ALOAD, 0)
                .await()
                .add(POP, RETURN);
        StateMachine machine = machine(code);

        assertThat(machine.immediateCalls()).isEqualTo(Map.of(code.after("now"), now.get()));
        assertThat(machine.suspensions()).extracting(Suspension::state).containsExactly(1);
        assertThat(machine.suspends()).isTrue();
    }

    @Test
    void machine_ofImmediateCalleesOnly_doesNotSuspend() throws AnalyzerException {
        know(Signatures.of("p/D", "f", D).immediate());
        Code code = Code.of("()V").call(INVOKESTATIC, "p/D", "f", D).await().add(POP, RETURN);

        assertThat(machine(code).suspends()).isFalse();
    }

    @Test
    void callee_ofAScopesClose_isItsOwn() throws AnalyzerException {
        Suspension suspension = only(Code.of("(Ldev/bobbin/Scope;)V")
                .add(ICONST_0)
                .var(ALOAD, 0)
                .call(INVOKEVIRTUAL, "dev/bobbin/Scope", "close", "()V")
                .add(POP, RETURN));
        assertThat(suspension.callee()).isEqualTo(new Callee.ScopeClose());
        assertThat(suspension.stack()).containsExactly(VarType.INT);
    }

    @Test
    void variable_thatAHandlerReads_isSaved() throws AnalyzerException {
        Suspension suspension = only(Code.of("(ILdev/bobbin/Async;)V")
                .label("start")
                .var(ALOAD, 1)
                .await()
                .label("end")
                .add(POP, RETURN)
                .label("handler")
                .frame(List.of(INTEGER, "dev/bobbin/Async"), List.of("java/lang/Exception"))
                .add(POP)
                .var(ILOAD, 0)
                .add(POP, RETURN)
                .attempt("start", "end", "handler"));
        assertThat(suspension.saved()).containsExactly(new Saved(false, 0, VarType.INT, 0));
    }
}
