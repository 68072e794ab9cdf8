package dev.bobbin.compiler.yields;

import dev.bobbin.compiler.ir.AbiNames;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What is known by name of yielders, and of the methods that take one. */
final class Yielders {
    /** What the names of the classes have in them that are made of lambdas. */
    static final String LAMBDA = "$$yields$";

    private Yielders() {}

    /** Whether it is the class of a lambda that yields, or of what a method that yields keeps; perhaps of an earlier compilation. */
    static boolean isEmitted(String type) {
        return type.contains(LAMBDA) || AbiNames.isOfTwin(type);
    }

    /** Whether one of the parameters is a yielder. */
    static boolean takesOne(String descriptor) {
        if (!AbiNames.hasYielder(descriptor)) { // mostly; and what is not so may be damaged
            return false;
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (argument.getSort() == Type.OBJECT && AbiNames.isYielder(argument.getInternalName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the parameters is the yielder of a sequence. */
    private static boolean takesOneOfASequence(String descriptor) {
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (argument.getSort() == Type.OBJECT && AbiNames.YIELDERS.contains(argument.getInternalName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class can have to do with yielders. */
    static boolean mayConcern(MethodNode method) {
        if (takesOne(method.desc)) {
            return true;
        }
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && isYield(call)) {
                return true;
            }
        }
        return false;
    }

    /** {@code y.yield(v)}, {@code y.yieldAll(vs)}, {@code self.transfer(c, v)}. */
    static boolean isYield(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKEINTERFACE && isOperation(call.owner, call.name);
    }

    private static boolean isOperation(String owner, String name) {
        return owner.equals(AbiNames.SELF)
                ? AbiNames.SELF_OPERATIONS.contains(name)
                : AbiNames.YIELDERS.contains(owner) && AbiNames.YIELDER_OPERATIONS.contains(name);
    }

    /** A call of a method that takes a yielder, and so may yield; not of what is emitted for such a method, which is there already. */
    static boolean isCallOfTaker(MethodInsnNode call) {
        return !call.name.startsWith("<")
                && !AbiNames.isTwin(call.name)
                && takesOne(call.desc)
                && !returnsAsync(call.desc)
                && !AbiNames.isYielder(call.owner)
                && !isEmitted(call.owner);
    }

    static boolean isYieldOrCallOfTaker(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call && (isYield(call) || isCallOfTaker(call));
    }

    /** The same by the yielder of a sequence: where it cannot be compiled it cannot be at all. */
    static boolean yieldsToASequence(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && (isYield(call) && AbiNames.YIELDERS.contains(call.owner)
                        || isCallOfTaker(call) && takesOneOfASequence(call.desc));
    }

    /** {@code y::yield}, of a sequence. */
    static boolean yieldsToASequence(Handle handle) {
        return AbiNames.YIELDERS.contains(handle.getOwner()) && isOperation(handle.getOwner(), handle.getName());
    }

    static boolean returnsAsync(String descriptor) {
        return descriptor.endsWith(")" + AbiNames.ASYNC_TYPE);
    }

    static String twinDescriptor(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')') + 1) + AbiNames.ASYNC_TYPE;
    }
}
