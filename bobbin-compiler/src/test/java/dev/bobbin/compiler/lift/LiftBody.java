package dev.bobbin.compiler.lift;

import dev.bobbin.compiler.analysis.Flow;
import dev.bobbin.compiler.analysis.Monitors;
import dev.bobbin.compiler.analysis.TypeFlow;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Methods;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * A method's code as a coroutine: calls of lifted methods are awaited, points are inserted, results are wrapped. All that is
 * added is straight code, so the frames at the branch targets stay as javac wrote them.
 */
final class LiftBody {
    private static final String ASYNC = "dev/bobbin/Async";
    private static final String PACE = Pace.class.getName().replace('.', '/');
    private static final int MAX_POINTS = 10;
    /** What a point pushes: a long that is handed through, and the method's number. */
    private static final int EXTRA_STACK = 4;

    private final Selection selection;
    private final ClassNode owner;
    private final LiftedMethod lifted;
    private final MethodNode copy;
    private final SplittableRandom random;
    private final TypeFlow types;
    private final Monitors monitors;
    private final Insns insns;
    private final BitSet guarded;
    private final Set<AbstractInsnNode> dropped = new HashSet<>();

    private LiftBody(Selection selection, ClassNode owner, LiftedMethod lifted, MethodNode method, long seed)
            throws AnalyzerException {
        this.selection = selection;
        this.owner = owner;
        this.lifted = lifted;
        this.copy = Methods.copy(method);
        this.random = new SplittableRandom(seed);
        this.types = new TypeFlow(owner.name, copy);
        Flow flow = new Flow(copy);
        this.monitors = new Monitors(copy, flow);
        this.insns = new Insns(copy);
        this.guarded = new BitSet();
        for (int i = 0; i < flow.size(); i++) {
            guarded.set(i, flow.handlers(i).length > 0);
        }
    }

    /** @param seed decides where the points are and how calls are written */
    static MethodNode of(Selection selection, ClassNode owner, LiftedMethod lifted, MethodNode method, long seed) {
        try {
            return new LiftBody(selection, owner, lifted, method, seed).lift();
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(lifted.toString(), e);
        }
    }

    private MethodNode lift() {
        AbstractInsnNode[] original = copy.instructions.toArray();
        BitSet points = points(original);
        for (int i = 0; i < original.length; i++) {
            AbstractInsnNode insn = original[i];
            Frame<VarType> before = types.before(i);
            if (insn instanceof LineNumberNode) {
                copy.instructions.remove(insn);
            }
            if (dropped.contains(insn)) {
                copy.instructions.remove(insn);
                continue;
            }
            if (insn.getOpcode() < 0) {
                continue;
            }
            boolean free = before != null && !monitors.holdsAny(i);
            if (points.get(i) && free && insn.getOpcode() != Opcodes.NEW) { // frames name it by the label before it
                copy.instructions.insertBefore(insn, point(before));
            }
            if (insn instanceof MethodInsnNode call && free) {
                lift(call, guarded.get(i));
            } else if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
                copy.instructions.insertBefore(insn, done(Type.getReturnType(copy.desc)));
                copy.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
            }
        }
        LabelNode start = new LabelNode();
        copy.instructions.insert(new LineNumberNode(lifted.number(), start));
        copy.instructions.insert(start);
        copy.maxStack += EXTRA_STACK;
        asCoroutine(copy, lifted.liftedName());
        return copy;
    }

    /** The first straight stretch has one, so that whatever runs also suspends. */
    private BitSet points(AbstractInsnNode[] original) {
        BitSet points = new BitSet();
        int stretch = 0;
        while (stretch < original.length - 1
                && !(original[stretch] instanceof JumpInsnNode)
                && !Insns.endsFlow(original[stretch].getOpcode())
                && (original[stretch].getOpcode() != Opcodes.MONITORENTER)) {
            stretch++;
        }
        int first = random.nextInt(stretch + 1);
        while (first < stretch && original[first].getOpcode() < 0 || original[first].getOpcode() == Opcodes.NEW) {
            first++;
        }
        points.set(first);
        int more = Math.min(MAX_POINTS, original.length / 12);
        for (int n = 0; n < more; n++) {
            points.set(random.nextInt(original.length));
        }
        return points;
    }

    private void lift(MethodInsnNode call, boolean isGuarded) {
        LiftedMethod callee = selection.of(call, owner);
        if (callee == null) {
            return;
        }
        Type result = Type.getReturnType(call.desc);
        call.name = callee.liftedName();
        call.desc = asyncDescriptor(call.desc);
        AbstractInsnNode next = insns.after(call);
        boolean tail = next != null
                && next.getOpcode() == result.getOpcode(Opcodes.IRETURN)
                && (isReference(result) || result.equals(Type.getReturnType(copy.desc)))
                && !isGuarded
                && random.nextInt(3) == 0;
        InsnList after = new InsnList();
        if (tail) {
            after.add(new InsnNode(Opcodes.ARETURN));
            dropped.add(next);
        } else {
            if (random.nextInt(8) == 0) {
                after.add(new TypeInsnNode(Opcodes.CHECKCAST, ASYNC)); // hides from the compiler what is called
            }
            after.add(await());
            after.add(fromObject(result));
        }
        copy.instructions.insert(call, after);
    }

    private InsnList point(Frame<VarType> before) {
        InsnList list = new InsnList();
        VarType top = before.getStackSize() == 0 ? VarType.TOP : before.getStack(before.getStackSize() - 1);
        String kind = switch (top.tag()) {
            case INT -> "I";
            case LONG -> "J";
            case FLOAT -> "F";
            case DOUBLE -> "D";
            case REF ->
                owner.name.equals(top.name()) || "java/lang/String".equals(top.name()) ? "Ljava/lang/Object;" : "";
            default -> "";
        };
        list.add(new LdcInsnNode(lifted.number()));
        if (!kind.isEmpty() && random.nextBoolean()) {
            list.add(pace("pass", "(" + kind + "I)L" + ASYNC + ";"));
            list.add(await());
            list.add(fromObject(kind.length() > 1 ? Type.getObjectType(top.name()) : Type.getType(kind)));
            return list;
        }
        String name = random.nextInt(6) == 0 ? "unknown" : random.nextInt(6) == 0 ? "far" : "step";
        list.add(pace(name, "(I)L" + ASYNC + ";"));
        list.add(await());
        list.add(new InsnNode(Opcodes.POP));
        return list;
    }

    private static MethodInsnNode pace(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, PACE, name, descriptor, false);
    }

    private static MethodInsnNode await() {
        return new MethodInsnNode(Opcodes.INVOKEVIRTUAL, ASYNC, "await", "()Ljava/lang/Object;", false);
    }

    private static boolean isReference(Type type) {
        return type.getSort() >= Type.ARRAY;
    }

    /** From what {@code await()} gives to what the plain call gave. */
    private static InsnList fromObject(Type type) {
        InsnList list = new InsnList();
        if (type.getSort() == Type.VOID) {
            list.add(new InsnNode(Opcodes.POP));
        } else if (!isReference(type)) {
            list.add(new TypeInsnNode(Opcodes.CHECKCAST, box(type)));
            list.add(new MethodInsnNode(
                    Opcodes.INVOKEVIRTUAL, box(type), type.getClassName() + "Value", "()" + type, false));
        } else if (!type.getInternalName().equals("java/lang/Object")) {
            list.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
        }
        return list;
    }

    /** From a plain result to {@code Async.done(result)}. */
    static InsnList done(Type type) {
        InsnList list = new InsnList();
        if (type.getSort() == Type.VOID) {
            list.add(new MethodInsnNode(Opcodes.INVOKESTATIC, ASYNC, "done", "()L" + ASYNC + ";", false));
            return list;
        }
        if (!isReference(type)) {
            String valueOf = "(" + type + ")L" + box(type) + ";";
            list.add(new MethodInsnNode(Opcodes.INVOKESTATIC, box(type), "valueOf", valueOf, false));
        }
        String descriptor = "(Ljava/lang/Object;)L" + ASYNC + ";";
        list.add(new MethodInsnNode(Opcodes.INVOKESTATIC, ASYNC, "done", descriptor, false));
        return list;
    }

    static String asyncDescriptor(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')') + 1) + "L" + ASYNC + ";";
    }

    /** Takes what only fits the method as it was. */
    static void asCoroutine(MethodNode method, String name) {
        method.name = name;
        method.desc = asyncDescriptor(method.desc);
        method.signature = null;
        method.access &= ~(Opcodes.ACC_ABSTRACT
                | Opcodes.ACC_NATIVE
                | Opcodes.ACC_SYNCHRONIZED
                | Opcodes.ACC_BRIDGE
                | Opcodes.ACC_SYNTHETIC
                | Opcodes.ACC_VARARGS
                | Opcodes.ACC_STRICT);
        method.visibleAnnotations = null;
        method.invisibleAnnotations = null;
    }

    private static String box(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }
}
