package dev.bobbin.compiler;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** A class with as much as the JVM allows: what is added to it is too much. */
final class FullClass {
    private FullClass() {}

    /** With as many constants. */
    static byte[] ofConstants(byte[] classFile) {
        return fullest(amount -> {
            ClassNode node = node(classFile);
            for (int i = 0; i < amount; i++) {
                node.fields.add(new FieldNode(Opcodes.ACC_STATIC, "f" + i, "I", null, null));
            }
            return node;
        });
    }

    /** With as many bytes before what a method does, of few instructions. */
    static byte[] ofCode(byte[] classFile, String method) {
        return fullest(amount -> {
            ClassNode node = node(classFile);
            for (MethodNode each : node.methods) {
                if (each.name.equals(method)) {
                    each.instructions.insert(code(amount));
                }
            }
            return node;
        });
    }

    private static InsnList code(int bytes) {
        LabelNode behind = new LabelNode();
        LabelNode[] cases = new LabelNode[1 + bytes / 4];
        Arrays.fill(cases, behind);
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.ICONST_0));
        code.add(new TableSwitchInsnNode(0, cases.length - 1, behind, cases));
        code.add(behind);
        code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
        for (int i = 0; i < bytes % 4; i++) {
            code.add(new InsnNode(Opcodes.NOP));
        }
        return code;
    }

    private static byte[] fullest(IntFunction<ClassNode> with) {
        int fits = 0;
        int tooMuch = 1 << 16;
        while (tooMuch - fits > 1) {
            int middle = (fits + tooMuch) / 2;
            try {
                written(with.apply(middle));
                fits = middle;
            } catch (MethodTooLargeException | ClassTooLargeException e) {
                tooMuch = middle;
            }
        }
        return written(with.apply(fits));
    }

    private static ClassNode node(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static byte[] written(ClassNode node) {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }
}
