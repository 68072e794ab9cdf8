package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.VirtualStart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which methods have a {@link VirtualStart}: those of this compilation that return {@code Async}, can be overridden, and
 * suspend, end at once or are abstract; and those of other jars that have been transformed, which their class files tell.
 */
public final class FindVirtualStarts {
    private static final int MAX_PARAMETER_WORDS = 253; // the receiver and the context come on top

    private final ClassHeaders headers;
    private final Map<String, ClassNode> own = new HashMap<>();
    private final Map<String, List<VirtualStart>> declared = new HashMap<>();

    /** @param own the classes of this compilation that have not been transformed yet */
    public FindVirtualStarts(ClassHeaders headers, List<ClassNode> own) {
        this.headers = headers;
        own.forEach(node -> this.own.put(node.name, node));
    }

    /** Those that the type itself has the dispatching methods of. */
    public List<VirtualStart> declaredBy(String type) {
        List<VirtualStart> known = declared.get(type);
        if (known == null) {
            declared.put(type, List.of()); // ends the search in a damaged hierarchy that is its own
            ClassNode node = own.get(type);
            known = node == null ? ofTransformed(type) : ofSource(node);
            declared.put(type, known);
        }
        return known;
    }

    private List<VirtualStart> ofTransformed(String type) {
        ClassHeaders.Header header = headers.find(type);
        ClassHeaders.Header companion = header == null || header.methods().isEmpty()
                ? null
                : headers.find(new VirtualStart(type, header.isInterface(), 0, "", "()").companion());
        if (header == null || companion == null) {
            return List.of();
        }
        List<VirtualStart> found = new ArrayList<>();
        String self = "(L" + type + ";";
        for (ClassHeaders.Method m : companion.methods()) {
            if ((m.access() & Opcodes.ACC_SYNTHETIC) != 0
                    && m.name().endsWith(VirtualStart.DISPATCH)
                    && m.descriptor().startsWith(self)) {
                String name = m.name().substring(0, m.name().length() - VirtualStart.DISPATCH.length());
                String parameters =
                        m.descriptor().substring(self.length(), m.descriptor().lastIndexOf(AbiNames.CONTEXT_TYPE));
                String descriptor = "(" + parameters + ")" + AbiNames.ASYNC_TYPE;
                header.methods().stream()
                        .filter(d -> d.name().equals(name) && d.descriptor().equals(descriptor))
                        .forEach(d ->
                                found.add(new VirtualStart(type, header.isInterface(), d.access(), name, descriptor)));
            }
        }
        return found;
    }

    private List<VirtualStart> ofSource(ClassNode node) {
        if ((node.access & (Opcodes.ACC_FINAL | Opcodes.ACC_ANNOTATION)) != 0) {
            return List.of();
        }
        List<VirtualStart> found = new ArrayList<>();
        boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
        for (MethodNode m : node.methods) {
            int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL | Opcodes.ACC_BRIDGE;
            if ((m.access & fixed) != 0 || !isCandidate(node, m)) {
                continue;
            }
            VirtualStart start = new VirtualStart(node.name, isInterface, m.access, m.name, m.desc);
            boolean inherited = implementable(node, overridden(node, m.name, m.desc)).stream()
                    .anyMatch(o -> !o.isPackagePrivate() || start.isPackagePrivate());
            if (!inherited) {
                found.add(start);
            }
        }
        return found;
    }

    private static boolean isCandidate(ClassNode node, MethodNode m) {
        return FindCoroutines.returnsAsync(m)
                && Type.getArgumentsAndReturnSizes(m.desc) >> 2 <= MAX_PARAMETER_WORDS + 1
                && ((m.access & Opcodes.ACC_ABSTRACT) != 0 || hasStartForm(m))
                && node.methods.stream().noneMatch(other -> other.name.startsWith(m.name + VirtualStart.VIRTUAL));
    }

    private static boolean hasStartForm(MethodNode m) {
        return SuspensionPoints.in(m) || FindCoroutines.endsAtOnce(m);
    }

    /** Whether something is to be written into the class for them. */
    public boolean concern(ClassNode node) {
        return !declaredBy(node.name).isEmpty();
    }

    /** Those that a method of the class overrides, its own not included. */
    private List<VirtualStart> overridden(ClassNode node, String name, String descriptor) {
        List<VirtualStart> found = new ArrayList<>();
        for (String type : headers.supertypes(node.name)) {
            for (VirtualStart start : declaredBy(type)) {
                if (start.name().equals(name)
                        && start.descriptor().equals(descriptor)
                        && start.isOverriddenIn(node.name)) {
                    found.add(start);
                }
            }
        }
        return found;
    }

    /** All that a call may dispatch to this method by: it has a virtual form for each. */
    public List<VirtualStart> answeredBy(ClassNode node, MethodNode m) {
        int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT;
        if ((node.access & Opcodes.ACC_INTERFACE) != 0 || (m.access & fixed) != 0 || !isCandidate(node, m)) {
            return List.of();
        }
        return answered(node, m.name, m.desc);
    }

    private List<VirtualStart> answered(ClassNode node, String name, String descriptor) {
        List<VirtualStart> all = implementable(node, overridden(node, name, descriptor));
        declaredBy(node.name).stream()
                .filter(s -> s.name().equals(name) && s.descriptor().equals(descriptor))
                .forEach(all::add);
        return all;
    }

    /** Whether calls are dispatched to this method, by itself or by a bridge. */
    boolean hasVirtualForm(ClassNode node, MethodNode m) {
        return !answeredBy(node, m).isEmpty()
                || node.methods.stream()
                        .anyMatch(bridge -> !answeredByBridge(node, bridge).isEmpty() && target(node, bridge) == m);
    }

    private List<VirtualStart> implementable(ClassNode node, List<VirtualStart> starts) {
        Set<String> named = new LinkedHashSet<>(node.interfaces);
        named.add(node.superName);
        String home = VirtualStart.packageOf(node.name);
        return new ArrayList<>(
                starts.stream().filter(s -> isAccessible(s, named, home)).toList());
    }

    /** The same for a bridge, whose target the compiler has written beside it. */
    public List<VirtualStart> answeredByBridge(ClassNode node, MethodNode bridge) {
        boolean bridges = (bridge.access & Opcodes.ACC_BRIDGE) != 0 && (bridge.access & Opcodes.ACC_STATIC) == 0;
        return bridges && FindCoroutines.returnsAsync(bridge) && (node.access & Opcodes.ACC_INTERFACE) == 0
                ? implementable(node, overridden(node, bridge.name, bridge.desc))
                : List.of();
    }

    /**
     * The method of the same class that a bridge hands its arguments on to, cast where they have to be; null of anything else. Of the bridges
     * that Kotlin's compiler writes some unbox an argument.
     */
    public static @Nullable MethodNode target(ClassNode node, MethodNode bridge) {
        if ((bridge.access & Opcodes.ACC_BRIDGE) == 0) {
            return null;
        }
        List<AbstractInsnNode> code = new ArrayList<>();
        bridge.instructions.forEach(code::add);
        code.removeIf(insn -> insn.getOpcode() < 0);
        int call = code.size() - 2;
        if (call < 0
                || !(code.get(call) instanceof MethodInsnNode called)
                || !called.owner.equals(node.name)
                || !called.name.equals(bridge.name)
                || code.get(call + 1).getOpcode() != Opcodes.ARETURN
                || !handsOn(code.subList(0, call), bridge.desc, called.desc)) {
            return null;
        }
        return node.methods.stream()
                .filter(m -> m.name.equals(called.name) && m.desc.equals(called.desc))
                .findFirst()
                .orElse(null);
    }

    /** Whether the code pushes the receiver and the parameters of the one descriptor as those of the other. */
    private static boolean handsOn(List<AbstractInsnNode> code, String from, String to) {
        Type[] given = Type.getArgumentTypes(from);
        Type[] wanted = Type.getArgumentTypes(to);
        if (given.length != wanted.length || !isLoad(code, 0, Opcodes.ALOAD, 0)) {
            return false;
        }
        int next = 1;
        int local = 1;
        for (int i = 0; i < given.length; i++) {
            if (!isLoad(code, next++, given[i].getOpcode(Opcodes.ILOAD), local)) {
                return false;
            }
            local += given[i].getSize();
            if (!given[i].equals(wanted[i])
                    && !(next < code.size()
                            && code.get(next++) instanceof TypeInsnNode cast
                            && cast.getOpcode() == Opcodes.CHECKCAST
                            && cast.desc.equals(wanted[i].getInternalName()))) {
                return false;
            }
        }
        return next == code.size();
    }

    private static boolean isLoad(List<AbstractInsnNode> code, int at, int opcode, int local) {
        return at < code.size()
                && code.get(at) instanceof VarInsnNode load
                && load.getOpcode() == opcode
                && load.var == local;
    }

    /** By which a call that names this class may be dispatched from code in that package; null if there is none. */
    public @Nullable VirtualStart find(String owner, String name, String descriptor, String fromPackage) {
        Set<String> types = new LinkedHashSet<>(List.of(owner));
        types.addAll(headers.supertypes(owner));
        String resolved = types.stream()
                .filter(type -> declares(type, name, descriptor))
                .findFirst()
                .orElse(owner);
        for (String type : types) {
            for (VirtualStart start : declaredBy(type)) {
                if (start.name().equals(name)
                        && start.descriptor().equals(descriptor)
                        && start.isOverriddenIn(resolved)
                        && isAccessible(start, List.of(owner), fromPackage)) {
                    return start;
                }
            }
        }
        return null;
    }

    private boolean declares(String type, String name, String descriptor) {
        ClassHeaders.Header header = headers.find(type);
        return header != null && header.declares(name, descriptor);
    }

    /**
     * Whether code may use the companion: it is public, but its package need not be exported by another module. That of a type
     * which the code names itself is, as the type can be named; that of a type of this compilation is in the same module.
     */
    private boolean isAccessible(VirtualStart start, Collection<String> named, String fromPackage) {
        if (VirtualStart.packageOf(start.declaring()).equals(fromPackage)) {
            return true;
        }
        return !start.isPackagePrivate() && (named.contains(start.declaring()) || own.containsKey(start.declaring()));
    }
}
