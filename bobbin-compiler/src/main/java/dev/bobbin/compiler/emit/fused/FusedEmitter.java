package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes a class with its coroutines in the fused form, and the classes beside it. */
public final class FusedEmitter {
    private FusedEmitter() {}

    /**
     * @param machines those of this class
     * @param all those of the whole compilation, which roots may host
     * @return class files by internal name
     */
    public static Map<String, byte[]> emit(
            ClassNode owner, List<StateMachine> machines, Map<CoroutineId, StateMachine> all) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        int version = Math.max(owner.version & 0xFFFF, Opcodes.V1_8);
        for (StateMachine machine : machines) {
            CoroutineSignature signature = machine.signature();
            if (signature.immediate()) {
                continue;
            }
            classes.put(signature.root(), EmitRoot.emit(machine, HostLayout.of(machine, all), version));
            if (!machine.suspensions().isEmpty()) {
                classes.put(signature.frameName(), EmitFrame.emit(machine, version));
                classes.put(signature.stateName(), EmitState.emit(machine, version));
            }
        }
        classes.put(owner.name, owner(owner, machines));
        return classes;
    }

    private static byte[] owner(ClassNode owner, List<StateMachine> machines) {
        Map<String, StateMachine> byMethod = new LinkedHashMap<>();
        for (StateMachine machine : machines) {
            byMethod.put(
                    machine.signature().id().name() + machine.signature().id().descriptor(), machine);
        }
        List<MethodNode> methods = List.copyOf(owner.methods);
        owner.methods.clear();
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        owner.accept(out);
        for (MethodNode method : methods) {
            StateMachine machine = byMethod.get(method.name + method.desc);
            if (machine == null || machine.signature().immediate()) {
                method.accept(out);
            } else {
                entry(method, machine.signature(), out);
            }
            if (machine != null) {
                form(machine, true, out);
                if (!machine.suspensions().isEmpty()) {
                    form(machine, false, out);
                    machine.suspensions().forEach(s -> EmitSave.emit(machine, s, out));
                }
            }
        }
        owner.methods.addAll(methods);
        return out.toByteArray();
    }

    /** The method under its own name: evaluates to the cold computation. */
    private static void entry(MethodNode method, CoroutineSignature signature, ClassWriter out) {
        MethodNode entry = Methods.copy(method);
        entry.instructions.clear();
        entry.tryCatchBlocks.clear();
        entry.localVariables = null;
        entry.visibleLocalVariableAnnotations = null;
        entry.invisibleLocalVariableAnnotations = null;
        entry.visitCode();
        Label start = new Label();
        entry.visitLabel(start);
        int line = Methods.firstLine(method);
        if (line > 0) {
            entry.visitLineNumber(line, start);
        }
        entry.visitTypeInsn(Opcodes.NEW, signature.root());
        entry.visitInsn(Opcodes.DUP);
        int local = 0;
        if (!signature.isStatic()) {
            entry.visitVarInsn(Opcodes.ALOAD, local++);
        }
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            entry.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        entry.visitMethodInsn(
                Opcodes.INVOKESPECIAL, signature.root(), "<init>", EmitRoot.constructorDescriptor(signature), false);
        entry.visitInsn(Opcodes.ARETURN);
        entry.visitMaxs(0, 0);
        entry.visitEnd();
        entry.accept(out);
    }

    private static void form(StateMachine machine, boolean start, ClassWriter out) {
        CoroutineSignature signature = machine.signature();
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (machine.body().access & Opcodes.ACC_STRICT);
        if (signature.isInterface() || signature.isPublic()) {
            access |= Opcodes.ACC_PUBLIC;
        }
        MethodVisitor m = out.visitMethod(
                access,
                start ? signature.startName() : signature.resumeName(),
                start ? signature.startDescriptor() : signature.resumeDescriptor(),
                null,
                null);
        if (start) {
            EmitBody.start(machine, m);
        } else {
            EmitBody.resume(machine, m);
        }
    }
}
