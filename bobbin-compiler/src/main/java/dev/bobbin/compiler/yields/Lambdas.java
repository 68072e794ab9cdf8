package dev.bobbin.compiler.yields;

import dev.bobbin.compiler.emit.ClassFile;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.read.Insns;
import java.lang.invoke.LambdaMetafactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lambdas and method references for interfaces whose method takes a yielder: the JDK makes objects with that one method, and they need its twin
 * too. So each becomes a class of its own, which calls what it stands for by two static methods of the class where it is written, since that
 * may be private.
 */
final class Lambdas {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    private final ClassNode owner;
    private final List<Refusal> refusals;
    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final List<MethodNode> accessors = new ArrayList<>();

    Lambdas(ClassNode owner, List<Refusal> refusals) {
        this.owner = owner;
        this.refusals = refusals;
    }

    /** Whether it is one of those methods; none of the names that Java's compilers make has the like in it. */
    static boolean isAccessor(MethodNode method) {
        return method.name.contains(Yielders.LAMBDA);
    }

    /** Changes the class; gives those that were added. */
    Map<String, byte[]> replace() {
        for (MethodNode method : owner.methods) {
            if (method.name.equals(
                    "$deserializeLambda$")) { // javac's copies of lambdas that are refused where they are written
                continue;
            }
            for (AbstractInsnNode insn : method.instructions.toArray()) {
                if (insn instanceof InvokeDynamicInsnNode dynamic
                        && dynamic.bsm.getOwner().equals(METAFACTORY)) {
                    look(method, dynamic);
                }
            }
        }
        owner.methods.addAll(accessors);
        return classes;
    }

    private void look(MethodNode method, InvokeDynamicInsnNode dynamic) {
        Type sam = (Type) dynamic.bsmArgs[0];
        Handle body = (Handle) dynamic.bsmArgs[1];
        if (!Yielders.takesOne(sam.getDescriptor())) {
            if (yields(body)) {
                refuse(
                        dynamic,
                        "yield-in-plain-lambda",
                        "a yield in a lambda or method reference for "
                                + simple(Type.getReturnType(dynamic.desc)) + "." + dynamic.name
                                + ": whoever calls it cannot be suspended",
                        "use a loop in the method that takes the yielder, such as `for (var x : list) y.yield(x)`");
            }
            return;
        }
        List<Type> bridges = bridges(dynamic);
        if (bridges == null || body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            refuse(
                    dynamic,
                    "yielding-lambda",
                    "a lambda that yields and is serializable, or of several types, or a reference to a constructor",
                    "write a class");
            return;
        }
        String name = owner.name + Yielders.LAMBDA + (classes.size() + 1);
        Site site = new Site(name, dynamic, sam, bridges, (Type) dynamic.bsmArgs[2], body);
        if (site.write()) {
            method.instructions.set(dynamic, new MethodInsnNode(Opcodes.INVOKESTATIC, name, "of", dynamic.desc, false));
        } else {
            refuse(
                    dynamic,
                    "yielding-lambda",
                    "a method reference whose arguments or result have to be converted",
                    "write a lambda");
        }
    }

    /**
     * The descriptors by which the method may be called besides, where an interface declares it anew with types of its own; null if the lambda
     * is serializable or has more interfaces than one.
     */
    private static @Nullable List<Type> bridges(InvokeDynamicInsnNode dynamic) {
        if (dynamic.bsm.getName().equals("metafactory")) {
            return List.of();
        }
        if (!(dynamic.bsmArgs[3] instanceof Integer flags) || flags != LambdaMetafactory.FLAG_BRIDGES) {
            return null;
        }
        return Arrays.stream(dynamic.bsmArgs).skip(5).map(Type.class::cast).toList();
    }

    /** Whether it is {@code y::yield}, or a lambda of this class that yields to a sequence. */
    private boolean yields(Handle body) {
        if (Yielders.yieldsToASequence(body)) {
            return true;
        }
        MethodNode method = body.getOwner().equals(owner.name) ? find(body) : null;
        return method != null
                && (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && Arrays.stream(method.instructions.toArray()).anyMatch(Yielders::yieldsToASequence);
    }

    private @Nullable MethodNode find(Handle handle) {
        return owner.methods.stream()
                .filter(m -> m.name.equals(handle.getName()) && m.desc.equals(handle.getDesc()))
                .findFirst()
                .orElse(null);
    }

    private void refuse(InvokeDynamicInsnNode where, String id, String message, String remedy) {
        refusals.add(new Refusal(Insns.lineOf(where), id, message, remedy));
    }

    private static String simple(Type type) {
        String name = type.getClassName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** One lambda or method reference. */
    private final class Site {
        private final String name;
        private final InvokeDynamicInsnNode dynamic;
        private final Type sam;
        private final List<Type> bridges;
        private final Type[] captures;
        private final Type[] arguments;
        private final Handle body;

        Site(String name, InvokeDynamicInsnNode dynamic, Type sam, List<Type> bridges, Type instantiated, Handle body) {
            this.name = name;
            this.dynamic = dynamic;
            this.sam = sam;
            this.bridges = bridges;
            this.captures = Type.getArgumentTypes(dynamic.desc);
            this.arguments = instantiated.getArgumentTypes();
            this.body = body;
        }

        /** False if it would need conversions. */
        boolean write() {
            MethodNode plain = accessor("plain", body.getName(), body.getDesc());
            boolean yields = Yielders.takesOne(body.getDesc());
            MethodNode twin = accessor(
                    "twin",
                    yields ? body.getName() + AbiNames.TWIN : body.getName(),
                    yields ? Yielders.twinDescriptor(body.getDesc()) : body.getDesc());
            if (plain == null || twin == null) {
                return false;
            }
            ClassWriter out = new ClassFile();
            out.visit(
                    owner.version,
                    Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                    name,
                    null,
                    "java/lang/Object",
                    new String[] {Type.getReturnType(dynamic.desc).getInternalName()});
            for (int i = 0; i < captures.length; i++) {
                out.visitField(
                                Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
                                "c" + i,
                                captures[i].getDescriptor(),
                                null,
                                null)
                        .visitEnd();
            }
            constructor(out);
            factory(out);
            Set<String> written = new HashSet<>();
            for (Type called : concat(new Type[] {sam}, bridges.toArray(Type[]::new))) {
                String twinDescriptor = Yielders.twinDescriptor(called.getDescriptor());
                if (!method(out, dynamic.name, called, plain)
                        || written.add(twinDescriptor)
                                && !method(
                                        out, dynamic.name + AbiNames.TWIN, Type.getMethodType(twinDescriptor), twin)) {
                    return false;
                }
            }
            out.visitEnd();
            accessors.add(plain);
            accessors.add(twin);
            classes.put(name, out.toByteArray());
            return true;
        }

        /** In the class where the lambda stands: calls what it stands for. Null if that needs conversions. */
        private @Nullable MethodNode accessor(String kind, String called, String calledDescriptor) {
            Type[] given = concat(captures, arguments);
            Type result = Type.getReturnType(calledDescriptor);
            boolean wraps = kind.equals("twin") && !Yielders.returnsAsync(calledDescriptor);
            MethodNode m = new MethodNode(
                    Opcodes.ACC_STATIC
                            | Opcodes.ACC_SYNTHETIC
                            | ((owner.access & Opcodes.ACC_INTERFACE) != 0 ? Opcodes.ACC_PUBLIC : 0),
                    kind + name.substring(owner.name.length()),
                    Type.getMethodDescriptor(wraps ? Type.getType(AbiNames.ASYNC_TYPE) : result, given),
                    null,
                    null);
            boolean isStatic = body.getTag() == Opcodes.H_INVOKESTATIC;
            Type[] wanted = Type.getArgumentTypes(calledDescriptor);
            if (!isStatic) {
                wanted = concat(new Type[] {Type.getObjectType(body.getOwner())}, wanted);
            }
            if (wanted.length != given.length) {
                return null;
            }
            m.visitCode();
            int local = 0;
            for (int i = 0; i < given.length; i++) {
                m.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
                local += given[i].getSize();
                if (!Boxes.adapt(m, given[i], wanted[i])) {
                    return null;
                }
            }
            m.visitMethodInsn(opcode(), body.getOwner(), called, calledDescriptor, body.isInterface());
            if (wraps) {
                wrap(m, result);
                result = Type.getType(AbiNames.ASYNC_TYPE);
            }
            m.visitInsn(result.getOpcode(Opcodes.IRETURN));
            m.visitMaxs(0, 0);
            m.visitEnd();
            return m;
        }

        private void wrap(MethodVisitor m, Type result) {
            boolean isVoid = result.getSort() == Type.VOID;
            if (Boxes.isPrimitive(result)) {
                Boxes.box(m, result);
            }
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    AbiNames.ASYNC,
                    "done",
                    (isVoid ? "()" : "(Ljava/lang/Object;)") + AbiNames.ASYNC_TYPE,
                    false);
        }

        private int opcode() {
            return switch (body.getTag()) {
                case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                case Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                default -> Opcodes.INVOKEVIRTUAL;
            };
        }

        private void constructor(ClassWriter out) {
            MethodVisitor m = out.visitMethod(
                    Opcodes.ACC_PRIVATE, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captures), null, null);
            m.visitCode();
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            int local = 1;
            for (int i = 0; i < captures.length; i++) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitVarInsn(captures[i].getOpcode(Opcodes.ILOAD), local);
                m.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + i, captures[i].getDescriptor());
                local += captures[i].getSize();
            }
            m.visitInsn(Opcodes.RETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }

        /** Takes what the instruction took that it replaces, and gives what that gave. */
        private void factory(ClassWriter out) {
            MethodVisitor m = out.visitMethod(Opcodes.ACC_STATIC, "of", dynamic.desc, null, null);
            m.visitCode();
            m.visitTypeInsn(Opcodes.NEW, name);
            m.visitInsn(Opcodes.DUP);
            int local = 0;
            for (Type capture : captures) {
                m.visitVarInsn(capture.getOpcode(Opcodes.ILOAD), local);
                local += capture.getSize();
            }
            m.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, name, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captures), false);
            m.visitInsn(Opcodes.ARETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }

        /** The interface's method, or its twin. */
        private boolean method(ClassWriter out, String called, Type as, MethodNode accessor) {
            Type result = as.getReturnType();
            MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, called, as.getDescriptor(), null, null);
            m.visitCode();
            for (int i = 0; i < captures.length; i++) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, captures[i].getDescriptor());
            }
            int local = 1;
            Type[] erased = as.getArgumentTypes();
            for (int i = 0; i < erased.length; i++) {
                m.visitVarInsn(erased[i].getOpcode(Opcodes.ILOAD), local);
                local += erased[i].getSize();
                if (!Boxes.adapt(m, erased[i], arguments[i])) {
                    return false;
                }
            }
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    owner.name,
                    accessor.name,
                    accessor.desc,
                    (owner.access & Opcodes.ACC_INTERFACE) != 0);
            Type from = Type.getReturnType(accessor.desc);
            if (result.getSort() == Type.VOID) {
                if (from.getSort() != Type.VOID) {
                    m.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                }
            } else if (!Boxes.adapt(m, from, result)) {
                return false;
            }
            m.visitInsn(result.getOpcode(Opcodes.IRETURN));
            m.visitMaxs(0, 0);
            m.visitEnd();
            return true;
        }
    }

    private static Type[] concat(Type[] first, Type[] second) {
        Type[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
