package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.ir.ResultKind;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

final class ReturnsTest {
    private static final String ASYNC = "dev/bobbin/Async";
    private static final ResultKind INT = ResultKind.boxedBy("java/lang/Integer");

    private static Code code() {
        return Code.of("()Ldev/bobbin/Async;");
    }

    private static Code done(Code code) {
        return code.call(INVOKESTATIC, ASYNC, "done", "(Ljava/lang/Object;)Ldev/bobbin/Async;");
    }

    private static Code box(Code code, String box, String primitive) {
        return code.call(INVOKESTATIC, "java/lang/" + box, "valueOf", "(" + primitive + ")Ljava/lang/" + box + ";");
    }

    private static Code boxed(Code code) {
        return done(box(code.add(ICONST_0), "Integer", "I")).add(ARETURN);
    }

    private static ResultKind kind(Code code) {
        return Returns.kindOf(code.method(), new Insns(code.method()));
    }

    private static boolean allDone(Code code) {
        return Returns.allDone(code.method(), new Insns(code.method()));
    }

    private static boolean isDone(Code code) {
        MethodNode method = code.add(ARETURN).method();
        MethodInsnNode done = Returns.doneBefore(method.instructions.getLast(), new Insns(method));
        assertThat(done == null || done == method.instructions.getLast().getPrevious())
                .isTrue();
        return done != null;
    }

    @Test
    void doneBefore_aReturn_isOnlyAsyncsOwn() {
        String descriptor = "()Ldev/bobbin/Async;";
        assertThat(isDone(code().call(INVOKESTATIC, ASYNC, "done", descriptor))).isTrue();
        assertThat(isDone(code().call(INVOKESTATIC, ASYNC, "failed", descriptor)))
                .isFalse();
        assertThat(isDone(code().call(INVOKESTATIC, "A", "done", descriptor))).isFalse();
        assertThat(isDone(code().call(INVOKEVIRTUAL, ASYNC, "done", descriptor)))
                .isFalse();
        assertThat(isDone(code().add(ACONST_NULL))).isFalse();
        assertThat(isDone(code())).isFalse();
    }

    @Test
    void boxBefore_done_isOnlyValueOfItsPrimitive() {
        assertThat(isBoxed(box(code(), "Integer", "I"))).isTrue();
        assertThat(isBoxed(box(code(), "Long", "J"))).isTrue();
        assertThat(isBoxed(box(code(), "Integer", "J"))).isFalse();
        assertThat(isBoxed(box(code(), "String", "I"))).isFalse();
        assertThat(isBoxed(code().call(INVOKESTATIC, "java/lang/Integer", "of", "(I)Ljava/lang/Integer;")))
                .isFalse();
        assertThat(isBoxed(code().call(INVOKEVIRTUAL, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;")))
                .isFalse();
        assertThat(isBoxed(code().add(ACONST_NULL))).isFalse();
    }

    @Test
    void boxBefore_doneWithoutAValue_isNoBox() {
        Code code = box(code().add(ICONST_0), "Integer", "I")
                .call(INVOKESTATIC, ASYNC, "done", "()Ldev/bobbin/Async;")
                .add(ARETURN);
        MethodInsnNode done =
                (MethodInsnNode) code.method().instructions.getLast().getPrevious();
        assertThat(Returns.boxBefore(done, new Insns(code.method()))).isNull();
        assertThat(kind(code)).isEqualTo(ResultKind.OBJECT);
        assertThat(allDone(code)).isTrue();
    }

    private static boolean isBoxed(Code code) {
        MethodNode method = done(code).method();
        MethodInsnNode done = (MethodInsnNode) method.instructions.getLast();
        MethodInsnNode box = Returns.boxBefore(done, new Insns(method));
        assertThat(box == null || box == done.getPrevious()).isTrue();
        return box != null;
    }

    @Test
    void kindOf_returnsThatAllBoxTheSame_isUnboxed() {
        assertThat(kind(boxed(code()))).isEqualTo(INT);
        assertThat(kind(boxed(boxed(code())))).isEqualTo(INT);
    }

    @Test
    void kindOf_mixedReturns_isAnObject() {
        assertThat(kind(code())).isEqualTo(ResultKind.OBJECT);
        assertThat(kind(done(box(boxed(code()).add(LCONST_0), "Long", "J")).add(ARETURN)))
                .isEqualTo(ResultKind.OBJECT);
        assertThat(kind(done(boxed(code()).add(ACONST_NULL)).add(ARETURN))).isEqualTo(ResultKind.OBJECT);
        assertThat(kind(boxed(code()).add(ACONST_NULL, ARETURN))).isEqualTo(ResultKind.OBJECT);
    }

    @Test
    void allDone_everyReturnDone_andAtLeastOne() {
        assertThat(allDone(boxed(code()))).isTrue();
        assertThat(allDone(boxed(boxed(code())))).isTrue();
        assertThat(allDone(boxed(code()).add(ACONST_NULL, ARETURN))).isFalse();
        assertThat(allDone(code().add(ACONST_NULL, ATHROW))).isFalse();
    }
}
