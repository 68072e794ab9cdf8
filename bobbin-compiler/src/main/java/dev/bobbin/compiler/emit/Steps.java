package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.STEP;
import static dev.bobbin.compiler.ir.AbiNames.STEP_TYPE;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Returns;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The step form of a body that does nothing else than yield, to its sequence or as its coroutine, and so suspends in no callee: its variables are
 * fields of one object, and a method goes on until the next yield and says whether there was one. The JIT can inline all of it into the loop
 * that takes the elements.
 *
 * <p>The object of a sequence is its iterator too: where the JIT knows that, it knows the body.
 */
public final class Steps {
    private Steps() {}

    /** Whether a coroutine has this form beside that of its model. */
    public static boolean fits(StateMachine machine) {
        if (!machine.signature().id().name().endsWith(AbiNames.TWIN) // mostly: asked more than once, of every coroutine
                || !machine.suspends()
                || !machine.immediateCalls().isEmpty()
                || machine.signature().immediate()) {
            return false;
        }
        String yielder = yielder(machine.signature());
        if (yielder == null) {
            return false;
        }
        Insns insns = new Insns(machine.body());
        for (Suspension s : machine.suspensions()) {
            if (!(s.callee() instanceof Callee.Dynamic)
                    || !(insns.before(s.call()) instanceof MethodInsnNode call)
                    || !isYield(call, yielder)) {
                return false;
            }
        }
        for (AbstractInsnNode insn : machine.body().instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN) {
                MethodInsnNode done = Returns.doneBefore(insn, insns);
                if (done == null || done.desc.startsWith("()") == yielder.equals(AbiNames.SELF)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whose body it can be: the one yielder that it takes; of a coroutine, before what is brought in first. Null if of none. */
    private static @Nullable String yielder(CoroutineSignature signature) {
        Type[] parameters = Type.getArgumentTypes(signature.id().descriptor());
        String found = null;
        for (int p = 0; p < parameters.length; p++) {
            String type = parameters[p].getInternalName();
            if (!AbiNames.isYielder(type)) {
                continue;
            }
            if (found != null || type.equals(AbiNames.SELF) && p != parameters.length - 2) {
                return null;
            }
            found = type;
        }
        return found;
    }

    static boolean isSequence(StateMachine machine) {
        return !AbiNames.SELF.equals(yielder(machine.signature()));
    }

    /** What a yield, or a transfer, has become in a twin. */
    private static boolean isYield(MethodInsnNode call, String yielder) {
        Set<String> operations = yielder.equals(AbiNames.SELF) ? AbiNames.SELF_OPERATIONS : AbiNames.YIELDER_OPERATIONS;
        return call.getOpcode() == Opcodes.INVOKEINTERFACE
                && call.owner.equals(yielder)
                && call.name.endsWith(AbiNames.TWIN)
                && operations.contains(AbiNames.written(call.name));
    }

    private static List<Yielded> yielded(StateMachine machine, Insns insns) {
        if (!isSequence(machine)) {
            return List.of();
        }
        return machine.suspensions().stream()
                .map(s -> Yielded.at(s, (MethodInsnNode) Objects.requireNonNull(insns.before(s.call())), insns))
                .toList();
    }

    private static String descriptor(CoroutineSignature signature, List<Yielded> yielded) {
        return "(L" + signature.stepClass() + ";"
                + (StepIterator.areObjects(yielded) ? "Ljava/lang/Object;)Ljava/lang/Object;" : CONTEXT_TYPE + ")Z");
    }

    /** Of a sequence of ints {@code IntSeqIterator}, and so on. */
    private static String iterator(CoroutineSignature signature) {
        return Objects.requireNonNull(yielder(signature)).replace("Yielder", StepIterator.SUFFIX);
    }

    /** The method, in the coroutine's class. The context, or what is in its place, is always null: there is nobody to ask for one. */
    public static void code(StateMachine machine, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        StepSlots slots = new StepSlots(machine);
        Code code = new Code(slots.machine());
        List<Yielded> yielded = yielded(slots.machine(), code.insns());
        MethodVisitor m = RewriteClass.bodyMethod(machine, signature.stepName(), descriptor(signature, yielded), owner);
        WriteBody.of(new StepForm(slots, code.insns(), yielded), code, m);
    }

    /** In the root: gives the object, made with the arguments that the root has, in its place. */
    public static void make(StateMachine machine, ClassVisitor root, Room arguments) {
        CoroutineSignature signature = machine.signature();
        MethodVisitor m = root.visitMethod(Opcodes.ACC_PROTECTED, "steps", "()" + STEP_TYPE, null, null);
        m.visitCode();
        m.visitTypeInsn(Opcodes.NEW, signature.stepClass());
        m.visitInsn(Opcodes.DUP);
        new Arguments(signature).load(m, arguments);
        m.visitMethodInsn(
                Opcodes.INVOKESPECIAL, signature.stepClass(), "<init>", signature.constructorDescriptor(), false);
        m.visitTypeInsn(Opcodes.CHECKCAST, STEP); // known to the verifier only if it loads the class; see StepRoom
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    /** The object's class. */
    public static byte[] companion(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        StepSlots slots = new StepSlots(machine);
        List<Yielded> yielded = yielded(slots.machine(), new Insns(machine.body()));
        String parent = StepIterator.superclass(yielded);
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                signature.stepClass(),
                null,
                parent,
                yielded.isEmpty() ? null : new String[] {iterator(signature)});
        FieldRoom.declare(out, Opcodes.ACC_SYNTHETIC, slots.count());
        yielded.stream()
                .map(Yielded::stored)
                .filter(stored -> stored != null && stored.getSort() != Type.OBJECT)
                .distinct()
                .forEach(stored -> out.visitField(
                                Opcodes.ACC_SYNTHETIC, Yielded.field(stored), stored.getDescriptor(), null, null)
                        .visitEnd());
        MethodVisitor m = out.visitMethod(0, "<init>", signature.constructorDescriptor(), null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
        new Arguments(signature).store(m, new StepRoom(signature.stepClass()), 1);
        m.visitInsn(Opcodes.RETURN);
        end(m);
        step(out, signature, yielded);
        drop(out, slots);
        if (!yielded.isEmpty() && !StepIterator.areObjects(yielded)) {
            StepIterator.next(out, signature, iterator(signature), yielded);
        }
        out.visitEnd();
        return out.toByteArray();
    }

    /** What the body throws has ended it; one that runs or has ended is not entered. */
    private static void step(ClassVisitor out, CoroutineSignature signature, List<Yielded> yielded) {
        boolean givesObjects = StepIterator.areObjects(yielded);
        Label begin = new Label();
        Label end = new Label();
        Label failed = new Label();
        MethodVisitor m = givesObjects
                ? out.visitMethod(Opcodes.ACC_PROTECTED, "advance", "()Ljava/lang/Object;", null, null)
                : out.visitMethod(Opcodes.ACC_PUBLIC, "step", "()Z", null, null);
        m.visitCode();
        m.visitTryCatchBlock(begin, end, failed, null);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, STEP, "state", "I");
        m.visitLdcInsn(AbiNames.STEP_ENDED);
        m.visitJumpInsn(Opcodes.IF_ICMPGT, begin);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STEP, "over", "()Z", false);
        if (givesObjects) {
            m.visitInsn(Opcodes.POP);
            StepForm.end(m);
        } else {
            m.visitInsn(Opcodes.IRETURN);
        }
        m.visitLabel(begin);
        m.visitFrame(Opcodes.F_NEW, 1, new Object[] {signature.stepClass()}, 0, new Object[0]);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.ACONST_NULL);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                signature.stepName(),
                descriptor(signature, yielded),
                signature.isInterface());
        m.visitLabel(end);
        m.visitInsn(givesObjects ? Opcodes.ARETURN : Opcodes.IRETURN);
        m.visitLabel(failed);
        m.visitFrame(Opcodes.F_NEW, 1, new Object[] {signature.stepClass()}, 1, new Object[] {"java/lang/Throwable"});
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, signature.stepClass(), "drop", "()V", false);
        m.visitInsn(Opcodes.ATHROW);
        end(m);
    }

    private static void drop(ClassVisitor out, StepSlots slots) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PROTECTED, "drop", "()V", null, null);
        m.visitCode();
        slots.drop(m, new StepRoom(slots.signature().stepClass()));
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
