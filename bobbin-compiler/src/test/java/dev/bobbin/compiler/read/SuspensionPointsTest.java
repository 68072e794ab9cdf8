package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

final class SuspensionPointsTest {
    private static final String ASYNC = "dev/bobbin/Async";
    private static final String OBJECT = "()Ljava/lang/Object;";

    private static MethodInsnNode call(int opcode, String owner, String name, String descriptor) {
        return new MethodInsnNode(opcode, owner, name, descriptor, false);
    }

    private static void isAwait(boolean expected, MethodInsnNode call) {
        assertThat(SuspensionPoints.isAwait(call)).isEqualTo(expected);
        assertThat(SuspensionPoints.isScopeClose(call)).isFalse();
        assertThat(SuspensionPoints.isSuspension(call)).isEqualTo(expected);
        assertThat(SuspensionPoints.in(Code.of("()V").add(NOP).add(call).method()))
                .isEqualTo(expected);
    }

    private static void isClose(boolean expected, MethodInsnNode call) {
        assertThat(SuspensionPoints.isScopeClose(call)).isEqualTo(expected);
        assertThat(SuspensionPoints.isAwait(call)).isFalse();
        assertThat(SuspensionPoints.isSuspension(call)).isEqualTo(expected);
    }

    @Test
    void await_ofAsyncOrTask_isASuspension() {
        isAwait(true, call(INVOKEVIRTUAL, ASYNC, "await", OBJECT));
        isAwait(true, call(INVOKEVIRTUAL, "dev/bobbin/Task", "await", OBJECT));
        isAwait(false, call(INVOKEVIRTUAL, "dev/bobbin/Scope", "await", OBJECT));
        isAwait(false, call(INVOKEVIRTUAL, ASYNC, "wait", OBJECT));
        isAwait(false, call(INVOKEVIRTUAL, ASYNC, "await", "()V"));
        isAwait(false, call(INVOKESTATIC, ASYNC, "await", OBJECT));
        assertThat(SuspensionPoints.isAwait(new InsnNode(NOP))).isFalse();
    }

    @Test
    void close_ofAScope_isASuspension() {
        isClose(true, call(INVOKEVIRTUAL, "dev/bobbin/Scope", "close", "()V"));
        isClose(false, call(INVOKEVIRTUAL, "Scope", "close", "()V"));
        isClose(false, call(INVOKEVIRTUAL, "dev/bobbin/Scope", "open", "()V"));
        isClose(false, call(INVOKEVIRTUAL, "dev/bobbin/Scope", "close", "(I)V"));
        isClose(false, call(INVOKESTATIC, "dev/bobbin/Scope", "close", "()V"));
        assertThat(SuspensionPoints.isScopeClose(new InsnNode(NOP))).isFalse();
    }

    @Test
    void reference_toAwait_isSeen() {
        assertThat(SuspensionPoints.isAwait(new Handle(H_INVOKEVIRTUAL, ASYNC, "await", OBJECT, false)))
                .isTrue();
        assertThat(SuspensionPoints.isAwait(new Handle(H_INVOKEVIRTUAL, ASYNC, "wait", OBJECT, false)))
                .isFalse();
        assertThat(SuspensionPoints.isAwait(new Handle(H_INVOKEVIRTUAL, "A", "await", OBJECT, false)))
                .isFalse();
    }

    @Test
    void resolve_awaitOfASubclass_namesAsync() {
        assertThat(resolved(call(INVOKEVIRTUAL, "B", "await", OBJECT))).isEqualTo(ASYNC);
        assertThat(resolved(call(INVOKEVIRTUAL, "A", "await", OBJECT))).isEqualTo(ASYNC);
        assertThat(resolved(call(INVOKEVIRTUAL, ASYNC, "await", OBJECT))).isEqualTo(ASYNC);
        assertThat(resolved(call(INVOKEVIRTUAL, "X", "await", OBJECT))).isEqualTo("X");
        assertThat(resolved(call(INVOKEVIRTUAL, "B", "wait", OBJECT))).isEqualTo("B");
        assertThat(resolved(call(INVOKEVIRTUAL, "B", "await", "()V"))).isEqualTo("B");
        assertThat(resolved(call(INVOKESPECIAL, "B", "await", OBJECT))).isEqualTo("B");
    }

    private static String resolved(MethodInsnNode call) {
        ClassNode owner = new ClassNode();
        MethodNode method = Code.of("()V").add(NOP).add(call).method();
        owner.methods.add(method);
        Map<String, String> superclasses = Map.of("B", "A", "A", ASYNC, "X", "Y");
        ResolveAwaits.in(owner, superclasses::get);
        return call.owner;
    }
}
