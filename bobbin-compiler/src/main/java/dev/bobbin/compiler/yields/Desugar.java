package dev.bobbin.compiler.yields;

import dev.bobbin.compiler.emit.ClassFile;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.JvmLimits;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.read.ClassHeaders;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Methods;
import dev.bobbin.compiler.read.SerialVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes coroutines of what yields, before anything else looks at the classes.
 *
 * <p>A method that takes a yielder gets a twin beside it, {@code walk$yields} beside {@code walk}, which returns {@code Async} and awaits
 * where {@code walk} yields or calls another such method. From there on a generator is a coroutine like any other, under every model. The
 * method itself stays as it is, for stacks that can be suspended; called where none is, its first yield fails and says so.
 */
public final class Desugar {
    /** A class as it is to be compiled, and those that were added for it; as it was if there is nothing to do. */
    public record Result(Map<String, byte[]> changed, List<Refusal> refusals) {}

    private final ClassNode owner;
    private final ClassHeaders headers;
    private final Predicate<String> compiled;
    private final Predicate<MethodNode> onStack;
    private final List<Refusal> refusals = new ArrayList<>();

    private Desugar(ClassNode owner, ClassHeaders headers, Predicate<String> compiled, Predicate<MethodNode> onStack) {
        this.onStack = onStack;
        this.owner = owner;
        this.headers = headers;
        this.compiled = compiled;
    }

    /**
     * @param owner may be changed
     * @param headers of the classes around
     * @param compiled whether a class, by internal name, is compiled too, so that its methods get their twins
     * @param onStack whether a method may await wherever it stands
     */
    public static Result of(
            ClassNode owner, ClassHeaders headers, Predicate<String> compiled, Predicate<MethodNode> onStack) {
        return new Desugar(owner, headers, compiled, onStack).run();
    }

    private Result run() {
        if (Yielders.isEmitted(owner.name) || owner.methods.stream().noneMatch(this::concerns)) {
            return new Result(Map.of(), List.of());
        }
        Long serialVersion = SerialVersion.implied(owner, headers); // before there is more of it
        Map<String, byte[]> changed = new LinkedHashMap<>(new Lambdas(owner, refusals).replace());
        Set<String> names = new LinkedHashSet<>();
        owner.methods.forEach(m -> names.add(m.name + m.desc));
        List<MethodNode> twins = new ArrayList<>();
        for (MethodNode method : owner.methods) {
            if (check(method) && names.add(method.name + AbiNames.TWIN + Yielders.twinDescriptor(method.desc))) {
                twins.add(Twins.of(owner.name, method, onStack.test(method)));
            }
        }
        if (changed.isEmpty() && twins.isEmpty()) {
            return new Result(Map.of(), refusals);
        }
        owner.methods.addAll(twins);
        ClassFile out = new ClassFile();
        owner.accept(out);
        if (serialVersion != null) {
            SerialVersion.declare(serialVersion, out);
        }
        try {
            changed.put(owner.name, out.toByteArray());
        } catch (MethodTooLargeException e) {
            refusals.add(JvmLimits.exceededBy(e, lineOf(e.getMethodName(), twins)));
            return new Result(Map.of(), refusals);
        }
        return new Result(changed, refusals);
    }

    private static int lineOf(String name, List<MethodNode> twins) {
        for (MethodNode twin : twins) {
            if (twin.name.equals(name)) {
                return Methods.firstLine(twin);
            }
        }
        return 0;
    }

    private boolean concerns(MethodNode method) {
        return Yielders.mayConcern(method) || makesOne(method);
    }

    private static boolean makesOne(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode dynamic
                    && dynamic.bsmArgs.length > 0
                    && dynamic.bsmArgs[0] instanceof Type sam
                    && sam.getSort() == Type.METHOD
                    && Yielders.takesOne(sam.getDescriptor())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the method is to have a twin. */
    private boolean check(MethodNode method) {
        if (Lambdas.isAccessor(method)) {
            return false;
        }
        boolean takesOne = Yielders.takesOne(method.desc) && !method.name.startsWith("<");
        for (AbstractInsnNode insn : method.instructions) {
            if (!(insn instanceof MethodInsnNode call) || !Yielders.isYieldOrCallOfTaker(call)) {
                continue;
            }
            if (!takesOne) {
                if (Yielders.yieldsToASequence(call)) {
                    refuse(
                            call,
                            "yield-outside",
                            (Yielders.isYield(call) ? "a yield" : "a call of " + call.name + ", which may yield,")
                                    + " in "
                                    + switch (method.name) {
                                        case "<init>" -> "a constructor, which cannot be suspended";
                                        case "<clinit>" -> "a static initialiser, which cannot be suspended";
                                        default -> method.name + ", which has no parameter for the yielder";
                                    },
                            "hand the yielder on as a parameter of a method: what is suspended are the methods that take it");
                }
            } else if (Yielders.returnsAsync(method.desc)) {
                refuse(
                        call,
                        "yield-in-async",
                        "a yield in " + method.name + ", which returns Async",
                        "use an AsyncSeq, whose yielder is awaited: y.yield(v).await()");
                return false;
            } else if (Yielders.isCallOfTaker(call) && !hasTwin(call)) {
                refuse(
                        call,
                        "yielder-leaves",
                        call.name + " of " + call.owner.replace('/', '.')
                                + " is given the yielder and was not compiled by Bobbin: it could not be suspended",
                        "transform that class too, or yield what it returns");
            }
        }
        return takesOne && !Yielders.returnsAsync(method.desc) && (method.access & Opcodes.ACC_NATIVE) == 0;
    }

    /** Whether the method that is called, here or in a class above the one named, is compiled now or has been. */
    private boolean hasTwin(MethodInsnNode call) {
        List<String> types = new ArrayList<>(List.of(call.owner));
        types.addAll(headers.supertypes(call.owner));
        boolean hasTwin = compiled.test(call.owner); // headers leave out private methods
        for (String type : types) {
            ClassHeaders.@Nullable Header header = headers.find(type);
            if (header == null) {
                continue;
            }
            boolean declares = header.declares(call.name, call.desc);
            if (compiled.test(type)
                    ? declares
                    : header.declares(call.name + AbiNames.TWIN, Yielders.twinDescriptor(call.desc))) {
                return true;
            }
            hasTwin &= !declares;
        }
        return hasTwin;
    }

    private void refuse(AbstractInsnNode where, String id, String message, String remedy) {
        refusals.add(new Refusal(Insns.lineOf(where), id, message, remedy));
    }
}
