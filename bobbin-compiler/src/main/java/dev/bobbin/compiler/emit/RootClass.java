package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.TASK;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The root: the object that a call of the coroutine evaluates to, which becomes the task when it is spawned. It keeps the
 * arguments until it starts. What it hosts, and how it begins, is the model's.
 */
public abstract class RootClass {
    protected final StateMachine machine;
    protected final CoroutineSignature signature;
    protected final String name;
    protected final Arguments arguments;
    protected final ClassWriter out = new ClassFile();

    protected RootClass(StateMachine machine) {
        this.machine = machine;
        this.signature = machine.signature();
        this.name = signature.root();
        this.arguments = new Arguments(signature);
    }

    /** The slots it has fields for, beside those of the arguments. */
    protected SlotCount slots() {
        return SlotCount.NONE;
    }

    protected List<String> interfaces() {
        return List.of();
    }

    /** Whether code of other packages reads its fields. */
    protected boolean isPublic() {
        return false;
    }

    /** The body of {@code begin(Context)}: this is in local 0, the context in local 1. */
    protected abstract void begin(MethodVisitor m);

    /** What else the static initialiser checks. */
    protected void checks(MethodVisitor m) {}

    /** The model's other members. */
    protected void members() {}

    /** The class file. */
    public final byte[] write(int version) {
        int visibility = isPublic() ? Opcodes.ACC_PUBLIC : 0;
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC | visibility,
                name,
                null,
                TASK,
                interfaces().toArray(new String[0]));
        FieldRoom.declare(out, Opcodes.ACC_SYNTHETIC | visibility, slots().max(arguments.count()));
        MethodVisitor check = VersionCheck.begin(out, signature);
        checks(check);
        VersionCheck.end(check);
        constructor();
        MethodVisitor begin = method("begin", "(" + CONTEXT_TYPE + ")V");
        begin(begin);
        end(begin);
        outcome();
        coroutine();
        members();
        if (Steps.fits(machine)) {
            Steps.make(machine, out, ownSlots());
            if (RunThrough.fits(machine)) {
                RunThrough.make(machine, out, ownSlots());
            }
        }
        out.visitEnd();
        return out.toByteArray();
    }

    /** The room of the arguments, and of whatever else lies at the beginning of the root's slots. */
    protected final Room ownSlots() {
        return new FieldRoom(name, SlotCount.NONE, "", "", null);
    }

    private void constructor() {
        MethodVisitor m = out.visitMethod(0, "<init>", signature.constructorDescriptor(), null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, TASK, "<init>", "()V", false);
        arguments.store(m, ownSlots(), 1);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    /** Results of a primitive kind wait unboxed in the context. */
    private void outcome() {
        ResultKind kind = signature.result();
        if (!kind.isPrimitive()) {
            return;
        }
        MethodVisitor m = method("outcome", "(" + CONTEXT_TYPE + ")Ljava/lang/Object;");
        m.visitVarInsn(Opcodes.ALOAD, 1);
        Types.take(m, kind);
        Types.box(m, kind);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    private void coroutine() {
        MethodVisitor m = method("coroutine", "()Ljava/lang/String;");
        m.visitLdcInsn(signature.id().readable());
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    /** In {@link #begin}: runs the start form, and leaves its result in the context. */
    protected final void beginByStart(MethodVisitor m) {
        m.visitVarInsn(Opcodes.ALOAD, 1);
        arguments.load(m, ownSlots());
        StackForm.callStart(m, 1, signature);
        Types.leave(m, signature.result());
        m.visitInsn(Opcodes.RETURN);
    }

    protected final MethodVisitor method(String method, String descriptor) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PROTECTED, method, descriptor, null, null);
        m.visitCode();
        return m;
    }

    protected static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
