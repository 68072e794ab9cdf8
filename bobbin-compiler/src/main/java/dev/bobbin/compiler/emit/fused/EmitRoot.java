package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.TASK;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The root: the object that a call of the coroutine evaluates to, which becomes the task when it is spawned. It keeps the
 * arguments until it starts, in the same slots that its frame and those of its callees use later.
 */
final class EmitRoot {
    private final StateMachine machine;
    private final CoroutineSignature signature;
    private final HostLayout layout;
    private final String name;
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final List<Type> arguments = new ArrayList<>();
    private final List<VarType> types = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    private EmitRoot(StateMachine machine, HostLayout layout) {
        this.machine = machine;
        this.signature = machine.signature();
        this.layout = layout;
        this.name = signature.root();
        if (!signature.isStatic()) {
            arguments.add(Type.getObjectType(signature.id().owner()));
        }
        arguments.addAll(List.of(Type.getArgumentTypes(signature.id().descriptor())));
        int[] used = new int[SlotKind.values().length];
        for (Type argument : arguments) {
            VarType type = VarType.of(argument);
            types.add(type);
            slots.add(used[type.slotKind().ordinal()]++);
        }
    }

    static byte[] emit(StateMachine machine, HostLayout layout, int version) {
        return new EmitRoot(machine, layout).emit(version);
    }

    /** The constructor takes the receiver, if any, and the arguments. */
    static String constructorDescriptor(CoroutineSignature signature) {
        String d = signature.id().descriptor();
        return "(" + (signature.isStatic() ? "" : "L" + signature.id().owner() + ";") + d.substring(1, d.indexOf(')'))
                + ")V";
    }

    private byte[] emit(int version) {
        String[] interfaces = layout.frames().stream()
                .map(h -> h.machine().signature().stateName())
                .toArray(String[]::new);
        out.visit(version, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, TASK, interfaces);
        Slots.fields(out, layout.slots().max(argumentSlots()));
        for (HostLayout.Hosted h : layout.frames()) {
            out.visitField(Opcodes.ACC_SYNTHETIC, state(h), StateField.descriptor(h.machine()), null, null)
                    .visitEnd();
            out.visitField(Opcodes.ACC_SYNTHETIC, caller(h), "B", null, null).visitEnd();
        }
        versionCheck();
        constructor();
        begin();
        outcome();
        coroutine();
        if (!layout.frames().isEmpty()) {
            host();
            link();
            callerOf();
            resume();
        }
        for (HostLayout.Hosted h : layout.frames()) {
            Slots.accessors(
                    out,
                    name,
                    h.machine().signature(),
                    h.machine().slots(),
                    h.from(),
                    state(h),
                    StateField.descriptor(h.machine()));
        }
        out.visitEnd();
        return out.toByteArray();
    }

    private SlotCount argumentSlots() {
        SlotCount count = SlotCount.NONE;
        for (VarType type : types) {
            count = count.plusOne(type.slotKind());
        }
        return count;
    }

    private void versionCheck() {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        m.visitCode();
        Types.pushInt(m, AbiNames.VERSION);
        m.visitLdcInsn(signature.id().readable());
        m.visitMethodInsn(Opcodes.INVOKESTATIC, ABI, "require", "(ILjava/lang/String;)V", false);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    private void constructor() {
        MethodVisitor m = out.visitMethod(0, "<init>", constructorDescriptor(signature), null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, TASK, "<init>", "()V", false);
        int local = 1;
        for (int a = 0; a < types.size(); a++) {
            VarType type = types.get(a);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Types.load(type), local);
            Types.toSlot(m, type);
            m.visitFieldInsn(Opcodes.PUTFIELD, name, field(a), type.slotKind().descriptor());
            local += type.getSize();
        }
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    private void begin() {
        MethodVisitor m = protectedMethod("begin", "(" + CONTEXT_TYPE + ")V");
        m.visitVarInsn(Opcodes.ALOAD, 1);
        for (int a = 0; a < types.size(); a++) {
            VarType type = types.get(a);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitFieldInsn(Opcodes.GETFIELD, name, field(a), type.slotKind().descriptor());
            Types.fromSlot(m, type);
        }
        for (int a = 0; a < types.size(); a++) {
            if (types.get(a).slotKind() == SlotKind.REF) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitInsn(Opcodes.ACONST_NULL);
                m.visitFieldInsn(Opcodes.PUTFIELD, name, field(a), SlotKind.REF.descriptor());
            }
        }
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                signature.startName(),
                signature.startDescriptor(),
                signature.isInterface());
        Types.leave(m, signature.result());
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    /** Results of a primitive kind wait unboxed in the context. */
    private void outcome() {
        ResultKind kind = signature.result();
        if (!kind.isPrimitive()) {
            return;
        }
        MethodVisitor m = protectedMethod("outcome", "(" + CONTEXT_TYPE + ")Ljava/lang/Object;");
        m.visitVarInsn(Opcodes.ALOAD, 1);
        Types.take(m, kind);
        Types.box(m, kind);
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    private void coroutine() {
        MethodVisitor m = protectedMethod("coroutine", "()Ljava/lang/String;");
        m.visitLdcInsn(signature.id().readable());
        m.visitInsn(Opcodes.ARETURN);
        end(m);
    }

    private void host() {
        MethodVisitor m = protectedMethod("host", "(Ljava/lang/Class;)I");
        for (HostLayout.Hosted h : layout.frames()) {
            Label next = new Label();
            Label taken = new Label();
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitLdcInsn(Type.getObjectType(h.machine().signature().stateName()));
            m.visitJumpInsn(Opcodes.IF_ACMPNE, next);
            List<HostLayout.Hosted> mustBeFree = new ArrayList<>(List.of(h));
            h.conflicts().forEach(c -> mustBeFree.add(layout.frames().get(c)));
            for (HostLayout.Hosted other : mustBeFree) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitFieldInsn(Opcodes.GETFIELD, name, state(other), StateField.descriptor(other.machine()));
                m.visitJumpInsn(Opcodes.IFNE, taken);
            }
            Types.pushInt(m, h.number());
            m.visitInsn(Opcodes.IRETURN);
            m.visitLabel(taken);
            frame(m, "java/lang/Class");
            m.visitInsn(Opcodes.ICONST_M1);
            m.visitInsn(Opcodes.IRETURN);
            m.visitLabel(next);
            frame(m, "java/lang/Class");
        }
        m.visitInsn(Opcodes.ICONST_M1);
        m.visitInsn(Opcodes.IRETURN);
        end(m);
    }

    private void link() {
        MethodVisitor m = protectedMethod("link", "(II)V");
        switchOverFrames(m, new Object[] {name, Opcodes.INTEGER, Opcodes.INTEGER}, h -> {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ILOAD, 2);
            m.visitFieldInsn(Opcodes.PUTFIELD, name, caller(h), "B");
            m.visitInsn(Opcodes.RETURN);
        });
        end(m);
    }

    private void callerOf() {
        MethodVisitor m = protectedMethod("caller", "(I)I");
        switchOverFrames(m, new Object[] {name, Opcodes.INTEGER}, h -> {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitFieldInsn(Opcodes.GETFIELD, name, caller(h), "B");
            m.visitInsn(Opcodes.IRETURN);
        });
        end(m);
    }

    private void resume() {
        MethodVisitor m = protectedMethod("resume", "(I" + CONTEXT_TYPE + ")V");
        switchOverFrames(m, new Object[] {name, Opcodes.INTEGER, CONTEXT}, h -> {
            CoroutineSignature callee = h.machine().signature();
            m.visitVarInsn(Opcodes.ALOAD, 2);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ALOAD, 2);
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    callee.id().owner(),
                    callee.resumeName(),
                    callee.resumeDescriptor(),
                    callee.isInterface());
            Types.leave(m, callee.result());
            m.visitInsn(Opcodes.RETURN);
        });
        end(m);
    }

    /** The frame's number is in local 1; an unknown one is an error of the runtime. */
    private void switchOverFrames(MethodVisitor m, Object[] locals, Consumer<HostLayout.Hosted> each) {
        Label[] labels = new Label[layout.frames().size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        Label wrong = new Label();
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitTableSwitchInsn(0, labels.length - 1, wrong, labels);
        for (HostLayout.Hosted h : layout.frames()) {
            m.visitLabel(labels[h.number()]);
            m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
            each.accept(h);
        }
        m.visitLabel(wrong);
        m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        m.visitLdcInsn(signature.id().readable());
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "notSuspended",
                "(Ljava/lang/String;)Ljava/lang/IllegalStateException;",
                false);
        m.visitInsn(Opcodes.ATHROW);
    }

    private void frame(MethodVisitor m, String argument) {
        m.visitFrame(Opcodes.F_NEW, 2, new Object[] {name, argument}, 0, new Object[0]);
    }

    private MethodVisitor protectedMethod(String method, String descriptor) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PROTECTED, method, descriptor, null, null);
        m.visitCode();
        return m;
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    private String field(int argument) {
        return Slots.field(types.get(argument).slotKind(), slots.get(argument));
    }

    private static String state(HostLayout.Hosted h) {
        return "s" + h.number();
    }

    private static String caller(HostLayout.Hosted h) {
        return "c" + h.number();
    }
}
