package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.read.FindCoroutines;
import dev.bobbin.compiler.read.FindLambdas;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where a suspension point stands and cannot be: each is refused, since there is no right way to compile it. */
public final class CheckSuspensions {
    private CheckSuspensions() {}

    /** @param onStack methods that run on a stack of their own, where an await may stand anywhere */
    public static List<Refusal> in(ClassNode owner, Predicate<MethodNode> onStack) {
        List<Refusal> refusals = new ArrayList<>();
        for (MethodNode method : owner.methods) {
            if (onStack.test(method)) {
                if (AbiNames.hasYielder(method.desc)) {
                    checkScopes(owner, method, refusals);
                }
                continue;
            }
            Monitors monitors = null;
            for (int i = 0; i < method.instructions.size(); i++) {
                AbstractInsnNode insn = method.instructions.get(i);
                if (insn instanceof InvokeDynamicInsnNode dynamic) {
                    checkReference(dynamic, refusals);
                }
                if (!SuspensionPoints.isSuspension(insn)) {
                    continue;
                }
                int line = Insns.lineOf(insn);
                String what = SuspensionPoints.isAwait(insn) ? "await()" : "Scope.close()";
                if (!FindCoroutines.returnsAsync(method)) {
                    refusals.add(outsideCoroutine(owner, method, line, what));
                    continue;
                }
                MethodInsnNode yield = SuspensionPoints.yieldOf(insn);
                if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                    if (yield != null) {
                        refusals.add(yieldInSynchronized(
                                line,
                                yield,
                                "in the synchronized method " + AbiNames.written(method.name),
                                "drop synchronized"));
                        continue;
                    }
                    refusals.add(new Refusal(
                            line,
                            "await-in-synchronized",
                            what + " in the synchronized method " + method.name
                                    + ": the lock belongs to a thread, and the coroutine may go on in another",
                            "drop synchronized; guard the state without awaiting, or give it to one coroutine"));
                    continue;
                }
                if (monitors == null) {
                    monitors = new Monitors(method, new Flow(method));
                }
                if (monitors.holdsAny(i)) {
                    if (yield != null) {
                        refusals.add(yieldInSynchronized(
                                line, yield, "inside a synchronized block", "yield before the block or after it"));
                        continue;
                    }
                    refusals.add(new Refusal(
                            line,
                            "await-in-synchronized",
                            what
                                    + " inside a synchronized block: the lock belongs to a thread, and the coroutine may go"
                                    + " on in another",
                            "await before the block or after it"));
                }
            }
        }
        return refusals;
    }

    /** A scope is of the task that opens it, and could be left by a yield. */
    private static void checkScopes(ClassNode owner, MethodNode method, List<Refusal> refusals) {
        for (AbstractInsnNode insn : method.instructions) {
            if (SuspensionPoints.isScopeClose(insn)) {
                refusals.add(outsideCoroutine(owner, method, Insns.lineOf(insn), "Scope.close()"));
            }
        }
    }

    private static Refusal yieldInSynchronized(int line, MethodInsnNode call, String where, String remedy) {
        String name = AbiNames.written(call.name);
        boolean isOperation = AbiNames.YIELDERS.contains(call.owner) || AbiNames.SELF.equals(call.owner);
        return new Refusal(
                line,
                "yield-in-synchronized",
                (isOperation ? "a " + name : "a call of " + name + ", which may yield,") + " "
                        + where
                        + ": the lock belongs to a thread, and the next element may be asked for by another",
                remedy);
    }

    private static void checkReference(InvokeDynamicInsnNode dynamic, List<Refusal> refusals) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle && SuspensionPoints.isAwait(handle)) {
                refusals.add(new Refusal(
                        Insns.lineOf(dynamic),
                        "await-reference",
                        "a method reference to await() runs where no coroutine can suspend",
                        "await in a loop instead, or Async.all(list).await() for all of them"));
            }
        }
    }

    private static Refusal outsideCoroutine(ClassNode owner, MethodNode method, int line, String what) {
        if (method.desc.endsWith(")L" + AbiNames.TASK + ";")) {
            return new Refusal(
                    line,
                    "coroutine-returns-task",
                    method.name + " contains " + what
                            + " and returns Task: a Task is started by a scope, not by a method",
                    "declare it to return Async, and let the caller spawn it");
        }
        if (method.name.equals("<init>")) {
            return new Refusal(
                    line,
                    "await-in-constructor",
                    what + " in a constructor or field initialiser of " + simple(owner.name)
                            + ": an object cannot be half made while it waits",
                    "use a static method that returns Async<" + simple(owner.name) + ">: await first, construct then");
        }
        if (method.name.equals("<clinit>")) {
            return new Refusal(
                    line,
                    "await-in-static-initialiser",
                    what + " in the static initialiser of " + simple(owner.name)
                            + ": the class is locked while it initialises",
                    "keep the Async in the field and await it where the value is used");
        }
        if (AbiNames.hasYielderOfASequence(method.desc)) {
            return new Refusal(
                    line,
                    "await-in-sequence",
                    what + " in " + (FindLambdas.isLambda(owner, method) ? "a lambda" : method.name)
                            + ", which yields: whoever takes the elements of a sequence wants them at once and cannot be"
                            + " suspended",
                    "use an AsyncSeq, whose body awaits and whose yielder is awaited: y.yield(v).await()");
        }
        if (AbiNames.hasYielder(method.desc)) {
            return new Refusal(
                    line,
                    "await-in-coroutine",
                    what + " in " + (FindLambdas.isLambda(owner, method) ? "a lambda" : method.name)
                            + ", which is given a coroutine's self: whoever resumes that wants its answer at once and cannot be"
                            + " suspended",
                    "await before the resume, and hand the result in: coroutine.resume(x.await())");
        }
        if (FindLambdas.isLambda(owner, method)) {
            return inLambda(owner, method, line, what);
        }
        boolean isMain = method.name.equals("main");
        return new Refusal(
                line,
                "await-outside-coroutine",
                what + " in " + method.name + ", which returns " + result(method) + ": only a method that returns Async"
                        + " can suspend",
                isMain
                        ? "put the code into a method that returns Async and call Bobbin.run(() -> thatMethod())"
                        : "return Async<" + boxed(method) + "> and end with `return done(...)`; from plain code call"
                                + " Bobbin.run(() -> ...)");
    }

    private static Refusal inLambda(ClassNode owner, MethodNode method, int line, String what) {
        String target = functionalInterface(owner, method);
        return new Refusal(
                line,
                "await-in-plain-lambda",
                what + " in a lambda" + (target == null ? "" : " for " + target) + ", which returns " + result(method)
                        + ": whoever calls it wants the result at once and cannot be suspended",
                "use a loop in the coroutine itself, or a lambda that returns Async, such as"
                        + " scope.spawn(() -> ...)");
    }

    private static @Nullable String functionalInterface(ClassNode owner, MethodNode lambda) {
        return FindLambdas.madeOf(owner, lambda).stream()
                .findFirst()
                .map(made -> simple(Type.getReturnType(made.desc).getInternalName()) + "." + made.name)
                .orElse(null);
    }

    private static String result(MethodNode method) {
        String name = Type.getReturnType(method.desc).getClassName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String boxed(MethodNode method) {
        return switch (Type.getReturnType(method.desc).getSort()) {
            case Type.VOID -> "Void";
            case Type.INT -> "Integer";
            case Type.CHAR -> "Character";
            case Type.OBJECT, Type.ARRAY -> result(method);
            default ->
                Character.toUpperCase(result(method).charAt(0)) + result(method).substring(1);
        };
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }
}
