package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * Where suspended calls stand: the one method of a class that knows the lines of all its awaits, and the code by which whoever holds a
 * state asks it.
 *
 * <p>The state and the coroutine's name are left in the context, and no method has a descriptor of its own, since what a class file
 * grows by is its constants.
 */
public final class AwaitLines {
    /** Of the methods of hosts and frames, and of the context's. */
    private static final String AT = "at";

    /** Of the class's method. */
    private static final String LINES = "$at";

    private static final String LINES_DESCRIPTOR = "(" + CONTEXT_TYPE + ")V";

    /** Less than what the constant of a string can hold, in characters of up to three bytes. */
    private static final int MOST_CHARACTERS = 65_535 / 3;

    private AwaitLines() {}

    /** @param machines the coroutines of the class */
    static void write(ClassNode owner, Collection<StateMachine> machines, ClassVisitor out) {
        List<StateMachine> suspending =
                machines.stream().filter(StateMachine::suspends).toList();
        if (suspending.isEmpty()) {
            return;
        }
        boolean isPublic = suspending.stream()
                .map(StateMachine::signature)
                .anyMatch(signature -> signature.isInterface() || signature.isPublic());
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isPublic ? Opcodes.ACC_PUBLIC : 0);
        MethodVisitor m = out.visitMethod(access, LINES, LINES_DESCRIPTOR, null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitLdcInsn(Type.getObjectType(owner.name));
        if (owner.sourceFile == null) {
            m.visitInsn(Opcodes.ACONST_NULL);
        } else {
            m.visitLdcInsn(owner.sourceFile);
        }
        List<String> lines = lines(suspending);
        m.visitLdcInsn(lines.get(0));
        for (String more : lines.subList(1, lines.size())) {
            m.visitLdcInsn(more);
            m.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/String",
                    "concat",
                    "(Ljava/lang/String;)Ljava/lang/String;",
                    false);
        }
        at(m, "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)V");
        end(m);
    }

    /** What {@code Context.at} says, in pieces. */
    private static List<String> lines(List<StateMachine> machines) {
        StringBuilder all = new StringBuilder();
        for (StateMachine machine : machines) {
            String name = machine.signature().id().name();
            all.append(name).append(machine.signature().suffix()).append(';');
            all.append((char) AbiNames.written(name).length());
            all.append((char) machine.suspensions().size());
            for (Suspension s : machine.suspensions()) {
                all.append((char) s.line());
            }
        }
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < all.length(); from += MOST_CHARACTERS) {
            pieces.add(all.substring(from, Math.min(all.length(), from + MOST_CHARACTERS)));
        }
        return pieces;
    }

    /** Begins {@code at} of a frame's class; {@link #ask} and {@link #end} follow. */
    public static MethodVisitor begin(ClassVisitor out) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, AT, "(" + CONTEXT_TYPE + ")V", null, null);
        m.visitCode();
        return m;
    }

    /** Begins {@code at} of a host, whose frame is in local 1. */
    public static MethodVisitor beginHost(ClassVisitor out) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PROTECTED, AT, "(I" + CONTEXT_TYPE + ")V", null, null);
        m.visitCode();
        return m;
    }

    /** Emits: where the call stands whose state is in that field of the object in local 0. */
    public static void ask(MethodVisitor m, StateMachine machine, String type, String stateField, int context) {
        CoroutineSignature signature = machine.signature();
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, type, stateField, StateField.descriptor(machine));
        m.visitLdcInsn(signature.id().qualified() + signature.suffix());
        at(m, "(ILjava/lang/String;)V");
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, signature.id().owner(), LINES, LINES_DESCRIPTOR, signature.isInterface());
    }

    /** Calls that method of the context. */
    private static void at(MethodVisitor m, String descriptor) {
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, AT, descriptor, false);
    }

    public static void end(MethodVisitor m) {
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
