package dev.bobbin.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts calls of {@code unwinding.Log} into emitted class files: wherever emitted code calls a method, or makes an object, in
 * order to store a frame, which is where a real stack overflow or lack of memory can strike.
 */
final class FailingSaves {
    private static final String LOG = "unwinding/Log";
    private static final String CONTEXT = "dev/bobbin/abi/Context";
    private static final Pattern COMPANION = Pattern.compile(".*\\$\\$([a-zA-Z]+).*");

    private FailingSaves() {}

    static byte[] in(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        Matcher companion = COMPANION.matcher(node.name);
        String coroutine = companion.matches() ? companion.group(1) : null;
        for (MethodNode method : node.methods) {
            if (coroutine == null) {
                body(method);
            } else if (method.name.endsWith("place")) {
                failing(method, coroutine, List.of(method.instructions.toArray()));
            } else if (method.name.equals("begin")) {
                nested(method, coroutine);
            }
        }
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }

    private static void body(MethodNode method) {
        String coroutine = method.name.replaceFirst("\\$.*", "");
        if (method.name.contains("$save")) {
            failing(method, coroutine, List.of(method.instructions.toArray()));
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.end == block.handler && endsUnwinding(block.handler)) {
                List<AbstractInsnNode> unwinding = new ArrayList<>();
                for (AbstractInsnNode i = block.start; i != block.end; i = i.getNext()) {
                    unwinding.add(i);
                }
                failing(method, coroutine, unwinding);
                for (AbstractInsnNode i : unwinding) {
                    if (isReturn(i)) {
                        method.instructions.insertBefore(i, call("saved", coroutine));
                    }
                }
            }
        }
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && call.owner.equals(CONTEXT) && call.name.equals("abandon")) {
                method.instructions.insertBefore(
                        insn, new MethodInsnNode(Opcodes.INVOKESTATIC, LOG, "abandon", "()V", false));
            }
        }
    }

    /** Whether it begins with {@code context.signal = 0}. */
    private static boolean endsUnwinding(AbstractInsnNode handler) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (AbstractInsnNode i = handler; i != null && code.size() < 3; i = i.getNext()) {
            if (i.getOpcode() >= 0) {
                code.add(i);
            }
        }
        return code.size() == 3
                && code.get(1).getOpcode() == Opcodes.ICONST_0
                && code.get(2) instanceof FieldInsnNode put
                && put.owner.equals(CONTEXT)
                && put.name.equals("signal");
    }

    private static void failing(MethodNode method, String coroutine, List<AbstractInsnNode> code) {
        for (AbstractInsnNode insn : code) {
            if (insn.getOpcode() == Opcodes.NEW
                    || insn instanceof MethodInsnNode call
                            && insn.getOpcode() != Opcodes.INVOKESPECIAL
                            && !call.name.startsWith("take")) {
                method.instructions.insertBefore(insn, call("place", coroutine));
            }
        }
    }

    /** A root has begun: what it returns to would be a caller, if it is nested. */
    private static void nested(MethodNode begin, String coroutine) {
        for (AbstractInsnNode insn : begin.instructions.toArray()) {
            if (isReturn(insn)) {
                InsnList call = new InsnList();
                call.add(new LdcInsnNode(coroutine));
                call.add(new VarInsnNode(Opcodes.ALOAD, 1));
                call.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, LOG, "nested", "(Ljava/lang/String;L" + CONTEXT + ";)V", false));
                begin.instructions.insertBefore(insn, call);
            }
        }
    }

    private static boolean isReturn(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
    }

    private static InsnList call(String method, String coroutine) {
        InsnList call = new InsnList();
        call.add(new LdcInsnNode(coroutine));
        call.add(new MethodInsnNode(Opcodes.INVOKESTATIC, LOG, method, "(Ljava/lang/String;)V", false));
        return call;
    }
}
