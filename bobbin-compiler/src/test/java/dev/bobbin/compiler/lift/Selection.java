package dev.bobbin.compiler.lift;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which methods of a library are lifted, and where a call ends up.
 *
 * <p>Overridable methods are lifted with all that could run in their place: whatever class of the library declares one gets
 * a lifted method beside it, with the method's code or, where that cannot be, a call of the method. So a lifted call selects
 * as the plain one does. Classes of others that implement the library's interfaces inherit such a call.
 */
final class Selection {
    private static final int NEVER = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED;
    private static final int DIRECT = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;
    /** The context and the long boxes around a call must find room. */
    private static final int MAX_WORDS = 240;

    private final Map<String, ClassNode> classes;
    private final Set<MethodNode> bodies = new HashSet<>();
    private final Set<String> virtual = new HashSet<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Map<String, LiftedMethod> methods = new LinkedHashMap<>();

    /** @param chosen by key; the rest stay plain */
    Selection(Map<String, ClassNode> classes, Predicate<String> chosen) {
        this.classes = classes;
        Map<String, String> results = new HashMap<>();
        for (ClassNode owner : classes.values()) {
            for (MethodNode method : owner.methods) {
                String arguments = method.name + method.desc.substring(0, method.desc.indexOf(')'));
                String other = results.putIfAbsent(arguments, method.desc);
                if (other != null && !other.equals(method.desc)) {
                    ambiguous.add(arguments);
                }
                if (canHaveBody(owner, method) && chosen.test(LiftedMethod.key(owner.name, method.name, method.desc))) {
                    bodies.add(method);
                    if ((method.access & DIRECT) == 0) {
                        virtual.add(method.name + method.desc);
                    }
                }
            }
        }
        int number = 0;
        for (ClassNode owner : classes.values()) {
            for (MethodNode method : owner.methods) {
                if (isLifted(owner, method)) {
                    LiftedMethod lifted = new LiftedMethod(
                            ++number,
                            owner.name,
                            method.name,
                            method.desc,
                            liftedName(method),
                            bodies.contains(method));
                    methods.put(LiftedMethod.key(owner.name, method.name, method.desc), lifted);
                }
            }
        }
    }

    /** By key. */
    Map<String, LiftedMethod> methods() {
        return methods;
    }

    private static boolean canHaveBody(ClassNode owner, MethodNode method) {
        return !isAnnotation(owner)
                && (method.access & NEVER) == 0
                && !method.name.startsWith("<")
                && !method.name.startsWith("lambda$") // only ever called through an interface that is not lifted
                && !method.name.equals("finalize")
                && argumentWords(method) <= MAX_WORDS;
    }

    private static int argumentWords(MethodNode method) {
        return Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    }

    private boolean isLifted(ClassNode owner, MethodNode method) {
        return bodies.contains(method)
                || (method.access & DIRECT) == 0 && !isAnnotation(owner) && virtual.contains(method.name + method.desc);
    }

    private static boolean isAnnotation(ClassNode owner) {
        return (owner.access & Opcodes.ACC_ANNOTATION) != 0;
    }

    /** The same in all classes, also for bridges, whose lifted forms would differ in nothing else. */
    private String liftedName(MethodNode method) {
        int end = method.desc.indexOf(')');
        boolean plain = !ambiguous.contains(method.name + method.desc.substring(0, end));
        String result = method.desc.substring(end + 1).replaceAll("[;\\[/]", "_");
        return method.name + "$lifted" + (plain ? "" : "$" + result);
    }

    /** The lifted form of what this call means, null if there is none, or if the caller may not name its result. */
    LiftedMethod of(MethodInsnNode call, ClassNode caller) {
        LiftedMethod found = call.name.startsWith("<") ? null : resolve(call.owner, call.name, call.desc);
        if (found == null) {
            return null;
        }
        Type result = Type.getReturnType(call.desc);
        while (result.getSort() == Type.ARRAY) {
            result = result.getElementType();
        }
        ClassNode type = result.getSort() == Type.OBJECT ? classes.get(result.getInternalName()) : null;
        boolean nameable = type == null
                || (type.access & Opcodes.ACC_PUBLIC) != 0
                || packageOf(type.name).equals(packageOf(caller.name));
        return nameable ? found : null;
    }

    private LiftedMethod resolve(String owner, String name, String descriptor) {
        for (String c = owner; c != null && classes.containsKey(c); c = classes.get(c).superName) {
            for (MethodNode method : classes.get(c).methods) {
                if (method.name.equals(name) && method.desc.equals(descriptor)) {
                    return methods.get(LiftedMethod.key(c, name, descriptor)); // null if that one stays plain
                }
            }
        }
        for (String c = owner; c != null && classes.containsKey(c); c = classes.get(c).superName) {
            for (String i : classes.get(c).interfaces) {
                LiftedMethod found = resolve(i, name, descriptor);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
