package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.VirtualStart;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which methods of a class are coroutines: those that return {@code Async} and have a suspension point. And which are
 * immediate: ordinary methods whose every return is {@code done(...)}, so that awaiting them on the spot is a plain call.
 */
public final class FindCoroutines {
    /** The ends of the names of the classes that are emitted for a coroutine. */
    private static final List<String> CLASS_ENDS =
            List.of("", CoroutineSignature.STATE, CoroutineSignature.FRAME, CoroutineSignature.STEP);

    /** Of what a method's name adds to that of a class, in characters. */
    private static final int LONGEST = 180;

    private FindCoroutines() {}

    /** @param made whether a class, by internal name, was made for another purpose in this compilation */
    public static Map<CoroutineId, CoroutineSignature> in(
            ClassNode owner, Model model, FindVirtualStarts virtualStarts, Predicate<String> made) {
        if (isTransformed(owner)) {
            return Map.of();
        }
        Map<CoroutineId, CoroutineSignature> found = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> types = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (MethodNode method : owner.methods) {
            taken.add(method.name);
        }
        for (MethodNode method : owner.methods) {
            if (!returnsAsync(method) || method.instructions.size() == 0 || method.name.startsWith("<")) {
                continue;
            }
            Model chosen = modelOf(owner, method, model);
            boolean suspends = SuspensionPoints.in(method)
                    || isTwin(method)
                    || chosen == Model.STACKFUL && isLambdaForBobbin(owner, method);
            boolean virtual = virtualStarts.hasVirtualForm(owner, method);
            if (!suspends && !(endsAtOnce(method) && (virtual || !isOverridable(owner, method)))) {
                continue;
            }
            if (!suspends && chosen == Model.STACKFUL) {
                continue; // called as plain Java does
            }
            String type = inFileName(method.name);
            String suffix = "";
            for (int n = 2;
                    !isFree(method.name + suffix, taken, names) || !hasFreeClasses(owner, type + suffix, types, made);
                    n++) {
                suffix = "$" + n;
            }
            names.add(method.name + suffix);
            types.add(type + suffix);
            CoroutineId id = new CoroutineId(owner.name, method.name, method.desc);
            found.put(id, signature(owner, method, id, suffix, !suspends, chosen, virtual));
        }
        return found;
    }

    /**
     * Whether only Bobbin calls it, and awaits what it gives: on a stack, it may call what awaits, and need not be seen to do so. Any other
     * ordinary method runs when it is called.
     */
    private static boolean isLambdaForBobbin(ClassNode owner, MethodNode method) {
        return FindLambdas.isLambda(owner, method)
                && FindLambdas.madeOf(owner, method).stream()
                        .anyMatch(made ->
                                Type.getReturnType(made.desc).getInternalName().startsWith("dev/bobbin/"));
    }

    /** What yields is a state machine in any case. */
    private static Model modelOf(ClassNode owner, MethodNode method, Model build) {
        Model own = ChosenModel.of(owner, method);
        Model chosen = own == null ? build : own;
        return chosen == Model.STACKFUL && isTwin(method) ? Model.FUSED : chosen;
    }

    /** Whether no method, and nothing emitted for another coroutine, has a name that begins like those emitted for this. */
    private static boolean isFree(String name, Set<String> taken, Set<String> chosen) {
        return !chosen.contains(name)
                && taken.stream()
                        .noneMatch(other -> Stream.of(
                                        "$start",
                                        "$now",
                                        "$resume",
                                        "$save",
                                        "$poll",
                                        "$step",
                                        "$virtual",
                                        "$dispatch",
                                        CoroutineSignature.THROUGH,
                                        CoroutineSignature.ON_STACK)
                                .anyMatch(end -> other.startsWith(name + end)));
    }

    /**
     * What stands for the method in the names of classes, which name files: those may be shorter than the names of methods, and where the locale
     * is C they have ASCII only.
     */
    private static String inFileName(String method) {
        if (method.length() <= LONGEST && method.chars().allMatch(c -> c < 127)) {
            return method;
        }
        StringBuilder ascii = new StringBuilder();
        method.chars().limit(LONGEST / 6).forEach(c -> {
            if (c < 127) {
                ascii.append((char) c);
            } else {
                ascii.append("_u").append(Integer.toHexString(c));
            }
        });
        return ascii.append('_').append(Integer.toHexString(method.hashCode()))
                + (AbiNames.isTwin(method) ? AbiNames.TWIN : "");
    }

    /** Whether no class that is emitted for this has the name of another one: of this class, nested in it, or emitted for another coroutine. */
    private static boolean hasFreeClasses(ClassNode owner, String name, Set<String> chosen, Predicate<String> made) {
        return !name.equals(VirtualStart.COMPANION)
                && CLASS_ENDS.stream().noneMatch(end -> {
                    String type = owner.name + "$$" + name + end;
                    return made.test(type)
                            || chosen.contains(name + end)
                            || owner.innerClasses.stream().anyMatch(nested -> nested.name.equals(type));
                })
                && chosen.stream().noneMatch(other -> CLASS_ENDS.stream().anyMatch(end -> name.equals(other + end)));
    }

    /** Whether the class comes from Bobbin's compiler: it is left alone. */
    public static boolean isTransformed(ClassNode owner) {
        return owner.methods.stream()
                .anyMatch(method -> (method.access & Opcodes.ACC_SYNTHETIC) != 0
                        && (isEntry(method.name) && method.desc.contains(AbiNames.CONTEXT + ";)")
                                || method.name.endsWith(CoroutineSignature.ON_STACK)));
    }

    private static boolean isEntry(String name) {
        return Stream.of("$start", "$start$own", "$now", "$now$own", VirtualStart.DISPATCH)
                        .anyMatch(name::endsWith)
                || name.contains("$poll");
    }

    /** Whether it is the twin of a method that takes a yielder: it runs when it is awaited, also if it never yields. */
    private static boolean isTwin(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.endsWith(AbiNames.TWIN);
    }

    public static boolean returnsAsync(MethodNode method) {
        return Type.getReturnType(method.desc).getInternalName().equals(AbiNames.ASYNC);
    }

    /** Whether it is an ordinary method whose every return is {@code done(...)}. */
    static boolean endsAtOnce(MethodNode method) {
        return (method.access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) == 0
                && !SuspensionPoints.in(method)
                && Type.getArgumentsAndReturnSizes(method.desc) >> 2 < 255 // the context is one more
                && Returns.allDone(method, new Insns(method));
    }

    private static CoroutineSignature signature(
            ClassNode owner,
            MethodNode method,
            CoroutineId id,
            String suffix,
            boolean immediate,
            Model model,
            boolean virtual) {
        boolean isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        return new CoroutineSignature(
                id,
                (method.access & Opcodes.ACC_STATIC) != 0,
                isInterface,
                (owner.access & Opcodes.ACC_PUBLIC) != 0 && (isInterface || (method.access & Opcodes.ACC_PUBLIC) != 0),
                isOverridable(owner, method),
                virtual
                        ? ResultKind.OBJECT
                        : Returns.kindOf(method, new Insns(method)), // all overrides return the same kind
                owner.name + "$$" + inFileName(method.name) + suffix,
                suffix,
                immediate,
                model);
    }

    private static boolean isOverridable(ClassNode owner, MethodNode method) {
        return (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) == 0
                && (owner.access & Opcodes.ACC_FINAL) == 0;
    }
}
