package dev.bobbin.compiler.lift;

import dev.bobbin.compiler.read.ReadClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** From a library to one that has a coroutine beside each chosen method: plain Bobbin code, to be compiled. */
final class Lift {
    /** @param methods by key */
    record Result(Map<String, byte[]> classes, Map<String, LiftedMethod> methods) {
        Collection<LiftedMethod> all() {
            return methods.values();
        }

        /** Null if there is none. */
        LiftedMethod byNumber(int number) {
            return all().stream().filter(m -> m.number() == number).findFirst().orElse(null);
        }
    }

    private Lift() {}

    /** @param chosen by {@link LiftedMethod#key} */
    static Result of(Library library, Predicate<String> chosen, long seed) {
        Map<String, ClassNode> nodes = new TreeMap<>();
        library.classes().forEach((name, bytes) -> nodes.put(name, ReadClass.read(name, bytes)));
        Selection selection = new Selection(
                nodes, key -> library.lifts().test(key.substring(0, key.indexOf('.'))) && chosen.test(key));
        Map<String, byte[]> classes = new TreeMap<>(library.classes());
        nodes.forEach((name, node) -> {
            List<MethodNode> added = new ArrayList<>();
            for (MethodNode method : node.methods) {
                LiftedMethod lifted = selection.methods().get(LiftedMethod.key(node.name, method.name, method.desc));
                if (lifted != null) {
                    long itsSeed = seed * 31 + lifted.toString().hashCode(); // does not depend on what else is lifted
                    added.add(
                            lifted.body()
                                    ? LiftBody.of(selection, node, lifted, method, itsSeed)
                                    : handingOn(node, lifted, method));
                }
            }
            if (!added.isEmpty()) {
                node.methods.addAll(added);
                ClassWriter writer = new ClassWriter(0);
                node.accept(writer);
                classes.put(name, writer.toByteArray());
            }
        });
        return new Result(classes, selection.methods());
    }

    /** {@code return done(m(arguments))}: of this very class, unless it has no code for it. */
    private static MethodNode handingOn(ClassNode owner, LiftedMethod lifted, MethodNode method) {
        MethodNode added = new MethodNode(method.access, method.name, method.desc, null, null);
        added.exceptions = method.exceptions;
        boolean isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        boolean isAbstract = (method.access & Opcodes.ACC_ABSTRACT) != 0;
        int opcode =
                !isAbstract ? Opcodes.INVOKESPECIAL : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        added.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        int local = 1;
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            added.instructions.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), local));
            local += argument.getSize();
        }
        added.instructions.add(new MethodInsnNode(opcode, owner.name, method.name, method.desc, isInterface));
        added.instructions.add(LiftBody.done(Type.getReturnType(method.desc)));
        added.instructions.add(new InsnNode(Opcodes.ARETURN));
        added.maxLocals = local;
        added.maxStack = local + 2;
        LiftBody.asCoroutine(added, lifted.liftedName());
        return added;
    }
}
