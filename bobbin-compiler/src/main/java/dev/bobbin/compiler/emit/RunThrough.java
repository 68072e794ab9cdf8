package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * The body of a sequence run as it was written, for whoever wants all elements and has a yielder that suspends nothing. Of bodies that do with their yielder nothing else than
 * yield elements of their own: so it is known of each yield, when the class is compiled, that the {@linkplain Steps step form} would allow it, and that it comes no deeper.
 */
final class RunThrough {
    /** Instructions; what is larger is not worth the analysis. */
    private static final int LARGEST = 4_000;

    private RunThrough() {}

    /** Whether a coroutine that has the step form has this one, too. */
    static boolean fits(StateMachine machine) {
        if (!Steps.isSequence(machine) || machine.body().instructions.size() > LARGEST) {
            return false;
        }
        Insns insns = new Insns(machine.body());
        Set<AbstractInsnNode> yields = new HashSet<>();
        for (Suspension s : machine.suspensions()) {
            MethodInsnNode call = (MethodInsnNode) Objects.requireNonNull(insns.before(s.call()));
            if (!AbiNames.written(call.name).equals(AbiNames.YIELD)) {
                return false;
            }
            yields.add(call);
        }
        FollowYielder following = new FollowYielder(yielder(machine.signature()), yields);
        try {
            new Analyzer<>(following).analyze(machine.signature().id().owner(), machine.body());
        } catch (AnalyzerException e) {
            throw new IllegalStateException(machine.signature().id().readable(), e);
        }
        return !following.isElsewhere();
    }

    /** The variable that the yielder comes in. */
    private static int yielder(CoroutineSignature signature) {
        int local = signature.isStatic() ? 0 : 1;
        for (Type parameter : Type.getArgumentTypes(signature.id().descriptor())) {
            if (AbiNames.isYielder(parameter.getInternalName())) {
                return local;
            }
            local += parameter.getSize();
        }
        throw new IllegalStateException(signature.id().readable() + " takes no yielder");
    }

    /**
     * In the coroutine's class: calls what was written, and not what overrides it.
     *
     * @param methods of that class
     */
    static void code(StateMachine machine, String owner, List<MethodNode> methods, ClassVisitor out) {
        CoroutineSignature signature = machine.signature();
        MethodNode written = written(signature, methods);
        MethodVisitor m =
                RewriteClass.bodyMethod(machine, signature.throughName(), signature.constructorDescriptor(), out);
        m.visitCode();
        Types.loadParameters(m, signature.constructorDescriptor());
        m.visitMethodInsn(
                signature.isStatic() ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
                owner,
                written.name,
                written.desc,
                signature.isInterface());
        switch (Type.getReturnType(written.desc).getSize()) {
            case 1 -> m.visitInsn(Opcodes.POP);
            case 2 -> m.visitInsn(Opcodes.POP2);
            default -> {}
        }
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    private static MethodNode written(CoroutineSignature twin, List<MethodNode> methods) {
        String arguments =
                twin.id().descriptor().substring(0, twin.id().descriptor().indexOf(')') + 1);
        List<MethodNode> found = methods.stream()
                .filter(method -> method.name.equals(AbiNames.written(twin.id().name()))
                        && method.desc.startsWith(arguments)
                        && (method.access & Opcodes.ACC_BRIDGE) == 0)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(twin.id().readable() + " was made of " + found.size() + " methods");
        }
        return found.get(0);
    }

    /** In the root: calls that with the root's arguments. */
    static void make(StateMachine machine, ClassVisitor root, Room arguments) {
        CoroutineSignature signature = machine.signature();
        MethodVisitor m = root.visitMethod(Opcodes.ACC_PROTECTED, "runThrough", "()Z", null, null);
        m.visitCode();
        new Arguments(signature).load(m, arguments);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                signature.throughName(),
                signature.constructorDescriptor(),
                signature.isInterface());
        m.visitInsn(Opcodes.ICONST_1);
        m.visitInsn(Opcodes.IRETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
