package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What each await of a coroutine awaits, and why it is or is not called directly. */
final class DescribeAwaits {
    /** What is awaited, for people. */
    record Awaited(String callee, Reason reason) {}

    private static final String TASK_TYPE = "L" + AbiNames.TASK + ";";

    private final MethodNode method;
    private final Map<String, ClassNode> compilation;
    private final Map<CoroutineId, CoroutineSignature> known;
    private final LocalNames names;
    private final Insns insns;

    /**
     * @param compilation the classes compiled together that have to do with coroutines
     * @param known their coroutines
     */
    DescribeAwaits(MethodNode method, Map<String, ClassNode> compilation, Map<CoroutineId, CoroutineSignature> known) {
        this.method = method;
        this.compilation = compilation;
        this.known = known;
        this.names = new LocalNames(method);
        this.insns = new Insns(method);
    }

    Awaited of(Suspension s) {
        if (s.callee() instanceof Callee.Direct direct) {
            return new Awaited(direct.coroutine().id().readable(), Reason.IN_PLACE);
        }
        if (s.callee() instanceof Callee.ScopeClose) {
            return new Awaited("Scope.close", Reason.SCOPE_CLOSE);
        }
        AbstractInsnNode source = insns.before(s.call());
        if (source instanceof MethodInsnNode call && call.desc.endsWith(")" + AbiNames.ASYNC_TYPE)) {
            return new Awaited(readable(call), reason(call));
        }
        boolean task = source != null && TASK_TYPE.equals(type(source));
        AbstractInsnNode maker = source instanceof TypeInsnNode cast ? insns.before(cast) : source;
        return new Awaited(nameOf(maker, task ? "a Task" : "an Async"), task ? Reason.TASK : Reason.NOT_IN_PLACE);
    }

    private Reason reason(MethodInsnNode call) {
        if (call.owner.startsWith("dev/bobbin/")) {
            return Reason.BOBBIN;
        }
        CoroutineSignature callee = known.get(new CoroutineId(call.owner, call.name, call.desc));
        if (callee != null) {
            return callee.overridable() ? Reason.VIRTUAL : Reason.NOT_ACCESSIBLE;
        }
        ClassNode owner = compilation.get(call.owner);
        if (owner == null) {
            return Reason.OTHER_COMPILATION;
        }
        for (MethodNode declared : owner.methods) {
            if (declared.name.equals(call.name) && declared.desc.equals(call.desc)) {
                boolean bodiless = (declared.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
                return bodiless ? Reason.VIRTUAL : Reason.ORDINARY;
            }
        }
        return Reason.INHERITED;
    }

    private @Nullable String type(AbstractInsnNode source) {
        if (source instanceof MethodInsnNode call) {
            return Type.getReturnType(call.desc).getDescriptor();
        }
        if (source instanceof FieldInsnNode field) {
            return field.desc;
        }
        if (source instanceof TypeInsnNode cast) {
            return "L" + cast.desc + ";";
        }
        LocalVariableNode variable = variable(source);
        return variable == null ? null : variable.desc;
    }

    private String nameOf(@Nullable AbstractInsnNode source, String what) {
        if (source instanceof MethodInsnNode call) {
            return what + " from " + readable(call);
        }
        if (source instanceof FieldInsnNode field) {
            return what + " in the field " + field.name;
        }
        LocalVariableNode variable = source == null ? null : variable(source);
        return variable == null ? what : what + " in " + variable.name;
    }

    private @Nullable LocalVariableNode variable(AbstractInsnNode source) {
        return source instanceof VarInsnNode load ? names.at(load.var, method.instructions.indexOf(load)) : null;
    }

    private static String readable(MethodInsnNode call) {
        return new CoroutineId(call.owner, call.name, call.desc).readable();
    }
}
