package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.VirtualStart;
import dev.bobbin.compiler.read.FindVirtualStarts;
import dev.bobbin.compiler.read.Methods;
import dev.bobbin.compiler.read.SerialVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes a class with its coroutines, each in the form of its model, and the classes beside it. */
public final class RewriteClass {
    private RewriteClass() {}

    /**
     * @param machines those of this class
     * @param stackful those of this class that are no state machines
     * @param virtualStarts those that the class declares or answers to
     * @param serialVersion what it has by its own members and keeps; null if it needs none
     * @return class files by internal name
     */
    public static Map<String, byte[]> of(
            ClassNode owner,
            List<StateMachine> machines,
            List<CoroutineSignature> stackful,
            Map<Model, Emitter> emitters,
            FindVirtualStarts virtualStarts,
            @Nullable Long serialVersion) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        int version = Math.max(owner.version & 0xFFFF, Opcodes.V1_8);
        Map<String, StateMachine> byMethod = new LinkedHashMap<>();
        for (StateMachine machine : machines) {
            CoroutineSignature signature = machine.signature();
            byMethod.put(signature.id().name() + signature.id().descriptor(), machine);
            if (!signature.immediate()) {
                emitter(emitters, machine).companions(machine, version, classes::put);
                if (Steps.fits(machine)) {
                    classes.put(signature.stepClass(), Steps.companion(machine, version));
                }
            }
        }
        Map<String, CoroutineSignature> onStack = new LinkedHashMap<>();
        for (CoroutineSignature signature : stackful) {
            onStack.put(signature.id().name() + signature.id().descriptor(), signature);
            classes.put(signature.root(), StackfulForm.root(signature, version));
        }
        classes.put(owner.name, rewritten(owner, byMethod, onStack, emitters, virtualStarts, serialVersion));
        List<VirtualStart> declared = virtualStarts.declaredBy(owner.name);
        if (!declared.isEmpty()) {
            classes.put(declared.get(0).companion(), VirtualMethods.companion(declared, version));
        }
        return classes;
    }

    private static byte[] rewritten(
            ClassNode owner,
            Map<String, StateMachine> byMethod,
            Map<String, CoroutineSignature> stackful,
            Map<Model, Emitter> emitters,
            FindVirtualStarts virtualStarts,
            @Nullable Long serialVersion) {
        List<MethodNode> methods = List.copyOf(owner.methods);
        List<String> interfaces = List.copyOf(owner.interfaces);
        ClassWriter out = new ClassFile();
        List<Consumer<ClassVisitor>> virtual = virtualForms(owner, byMethod, virtualStarts);
        owner.methods.clear();
        owner.accept(out);
        for (MethodNode method : methods) {
            CoroutineSignature onStack = stackful.get(method.name + method.desc);
            if (onStack != null) {
                entry(method, onStack, out);
                StackfulForm.code(method, onStack, out);
                continue;
            }
            StateMachine machine = byMethod.get(method.name + method.desc);
            if (machine == null || machine.signature().immediate()) {
                method.accept(out);
            } else {
                entry(method, machine.signature(), out);
            }
            if (machine != null) {
                if (!machine.suspends()) {
                    StackForm.start(machine, out);
                } else {
                    emitter(emitters, machine).methods(machine, out);
                    if (Steps.fits(machine)) {
                        Steps.code(machine, out);
                        if (RunThrough.fits(machine)) {
                            RunThrough.code(machine, owner.name, methods, out);
                        }
                    }
                }
            }
        }
        AwaitLines.write(owner, byMethod.values(), out);
        if (serialVersion != null) {
            SerialVersion.declare(serialVersion, out);
        }
        virtual.forEach(form -> form.accept(out));
        owner.methods.addAll(methods);
        owner.interfaces = new ArrayList<>(interfaces);
        return out.toByteArray();
    }

    /** Adds the companions to the class's interfaces, and gives what is to be written into it. */
    private static List<Consumer<ClassVisitor>> virtualForms(
            ClassNode owner, Map<String, StateMachine> byMethod, FindVirtualStarts virtualStarts) {
        List<Consumer<ClassVisitor>> forms = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (MethodNode method : owner.methods) {
            CoroutineSignature coroutine = onStack(byMethod.get(method.name + method.desc));
            if (coroutine != null) {
                for (VirtualStart start : virtualStarts.answeredBy(owner, method)) {
                    implement(owner, start);
                    if (written.add(start.virtualName() + start.virtualDescriptor())) {
                        forms.add(out -> VirtualMethods.virtual(start, coroutine, out));
                    }
                }
            }
            MethodNode target = FindVirtualStarts.target(owner, method);
            CoroutineSignature bridged = target == null ? null : onStack(byMethod.get(target.name + target.desc));
            if (target == null || bridged == null) {
                continue;
            }
            List<VirtualStart> targets = virtualStarts.answeredBy(owner, target);
            if (targets.isEmpty() && bridged.overridable()) {
                continue; // by no name that this class may use could it be dispatched: called as plain Java does
            }
            for (VirtualStart start : virtualStarts.answeredByBridge(owner, method)) {
                implement(owner, start);
                if (written.add(start.virtualName() + start.virtualDescriptor())) {
                    forms.add(
                            targets.isEmpty()
                                    ? out -> VirtualMethods.virtual(start, bridged, out) // nothing overrides it
                                    : out -> VirtualMethods.bridge(start, targets.get(0), out));
                }
            }
        }
        return forms;
    }

    private static @Nullable CoroutineSignature onStack(@Nullable StateMachine machine) {
        if (machine == null) {
            return null;
        }
        CoroutineSignature signature = machine.signature();
        boolean hasStart = signature.immediate() || signature.model().runsOnStack() || !machine.suspends();
        return hasStart ? signature : null;
    }

    private static void implement(ClassNode owner, VirtualStart start) {
        if (!owner.interfaces.contains(start.companion())) {
            owner.interfaces.add(start.companion());
        }
    }

    private static Emitter emitter(Map<Model, Emitter> emitters, StateMachine machine) {
        Emitter emitter = emitters.get(machine.signature().model());
        if (emitter == null) {
            throw new IllegalStateException(
                    "no emitter for " + machine.signature().model());
        }
        return emitter;
    }

    /**
     * The method under its own name: evaluates to the cold computation. It has no line: a breakpoint on the first one is for the code that runs
     * later, and who steps into the call finds nothing here to see.
     */
    private static void entry(MethodNode method, CoroutineSignature signature, ClassWriter out) {
        MethodNode entry = Methods.copy(method);
        entry.access &= ~Opcodes.ACC_SYNCHRONIZED; // its code takes the lock, when it runs
        entry.instructions.clear();
        entry.tryCatchBlocks.clear();
        entry.localVariables = null;
        entry.visibleLocalVariableAnnotations = null;
        entry.invisibleLocalVariableAnnotations = null;
        entry.visitCode();
        entry.visitTypeInsn(Opcodes.NEW, signature.root());
        entry.visitInsn(Opcodes.DUP);
        Types.loadParameters(entry, signature.constructorDescriptor());
        entry.visitMethodInsn(
                Opcodes.INVOKESPECIAL, signature.root(), "<init>", signature.constructorDescriptor(), false);
        entry.visitInsn(Opcodes.ARETURN);
        entry.visitMaxs(0, 0);
        entry.visitEnd();
        entry.accept(out);
    }

    /** A static method beside the coroutine, for its code: it may do whatever the coroutine itself may. */
    public static MethodVisitor bodyMethod(StateMachine machine, String name, String descriptor, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (machine.body().access & Opcodes.ACC_STRICT);
        if (signature.isInterface() || signature.isPublic()) {
            access |= Opcodes.ACC_PUBLIC;
        }
        return new CountHandlers(name, owner.visitMethod(access, name, descriptor, null, null));
    }
}
