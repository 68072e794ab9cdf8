package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * What a form has made of a compilation, read off the class files that it emitted. It relies on one rule that all emitters
 * keep: the names of what they emit for a coroutine begin with its root's, or with its own and a {@code $}.
 */
final class BuildForm {
    /** The role of the object that a body which only yields keeps its variables in. */
    private static final String STEP = "step";

    private final ReportCoroutines.Form form;
    private final Map<String, byte[]> before;
    private final Map<String, byte[]> after;
    private final Function<String, byte @Nullable []> classFiles;
    private final Map<String, CoroutineSignature> byRoot = new HashMap<>();
    private final Map<String, CoroutineSignature> byMethod = new HashMap<>();
    private final Map<CoroutineSignature, List<String>> companions = new HashMap<>();
    private final Map<String, Map<String, Integer>> sizesBefore = new HashMap<>();
    private final Map<String, Map<String, Integer>> sizesAfter = new HashMap<>();

    /**
     * @param before the class files as they came
     * @param classFiles the classes around them
     * @param all the coroutines of the compilation
     */
    BuildForm(
            ReportCoroutines.Form form,
            Map<String, byte[]> before,
            Function<String, byte @Nullable []> classFiles,
            Collection<CoroutineSignature> all) {
        this.form = form;
        this.before = before;
        this.after = form.classes();
        this.classFiles = classFiles;
        for (CoroutineSignature coroutine : all) {
            byRoot.put(coroutine.root(), coroutine);
            byMethod.put(coroutine.id().owner() + "." + coroutine.id().name() + coroutine.suffix(), coroutine);
        }
        for (String name : after.keySet()) {
            CoroutineSignature owner = before.containsKey(name) ? null : owner(name, byRoot);
            if (owner != null) {
                companions
                        .computeIfAbsent(owner, coroutine -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    /** @param states of all coroutines, for the awaits that call nothing directly */
    FormReport of(StateMachine machine, Map<CoroutineId, List<StateReport>> states) {
        CoroutineSignature coroutine = machine.signature();
        Placement placement = form.placement().apply(machine);
        List<FormReport.Frame> frames = new ArrayList<>();
        List<HostedReport> awaits = new ArrayList<>(placement.awaits());
        for (Placement.HostedFrame frame : placement.frames()) {
            int number = frames.size();
            frames.add(new FormReport.Frame(frame.coroutine().readable(), frame.bytes()));
            for (StateReport state : states.getOrDefault(frame.coroutine(), List.of())) {
                if (state.reason() != Reason.IN_PLACE) {
                    awaits.add(new HostedReport(
                            number, state.number(), state.callee(), HostedReport.HEAP, state.reason()));
                }
            }
        }
        awaits.sort(Comparator.comparingInt(HostedReport::caller).thenComparingInt(HostedReport::state));
        List<FormReport.ClassSize> classes = new ArrayList<>();
        List<ObjectShape> objects = new ArrayList<>();
        for (String name : companions.getOrDefault(coroutine, List.of())) {
            byte[] bytes = bytes(after, name);
            int code = CodeSizes.of(bytes).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            classes.add(new FormReport.ClassSize(name, code, bytes.length));
            if ((new ClassReader(bytes).getAccess() & Opcodes.ACC_INTERFACE) == 0) {
                objects.add(new ObjectShape(role(name, coroutine), name, layers(name)));
            }
        }
        List<Allocation> allocations = new ArrayList<>(placement.allocations());
        if (objects.stream().anyMatch(shape -> shape.role().equals(STEP))) {
            allocations.add(new Allocation("each time that it runs as the body of a sequence or a coroutine", 1, STEP));
        }
        return new FormReport(form.name(), frames, awaits, allocations, methods(coroutine), classes, objects);
    }

    private List<FormReport.MethodSize> methods(CoroutineSignature coroutine) {
        String owner = coroutine.id().owner();
        String entry = coroutine.id().name() + coroutine.id().descriptor();
        Map<String, Integer> written = sizesBefore.computeIfAbsent(owner, name -> CodeSizes.of(bytes(before, name)));
        List<FormReport.MethodSize> methods = new ArrayList<>();
        sizesAfter
                .computeIfAbsent(owner, name -> CodeSizes.of(bytes(after, name)))
                .forEach((method, bytes) -> {
                    String name = method.substring(0, method.indexOf('('));
                    boolean emitted =
                            !written.containsKey(method) && coroutine.equals(owner(owner + "." + name, byMethod));
                    if (method.equals(entry) || emitted) {
                        methods.add(new FormReport.MethodSize(name, bytes));
                    }
                });
        return methods;
    }

    private static byte[] bytes(Map<String, byte[]> classes, String name) {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new IllegalStateException(name);
        }
        return bytes;
    }

    /** The coroutine whose name an emitted one begins with: of several the one that shares most. */
    private static @Nullable CoroutineSignature owner(String emitted, Map<String, CoroutineSignature> names) {
        for (String name = emitted; ; name = name.substring(0, name.lastIndexOf('$'))) {
            CoroutineSignature found = names.get(name);
            if (found != null || name.lastIndexOf('$') < 0) {
                return found;
            }
        }
    }

    private static String role(String name, CoroutineSignature coroutine) {
        return name.equals(coroutine.root())
                ? "root"
                : name.substring(coroutine.root().length() + 1).toLowerCase(java.util.Locale.ROOT);
    }

    private List<ObjectShape.Layer> layers(String name) {
        List<ObjectShape.Layer> layers = new ArrayList<>();
        for (String type = name; type != null && !type.equals("java/lang/Object"); ) {
            byte[] bytes = after.containsKey(type) ? after.get(type) : classFiles.apply(type);
            if (bytes == null) {
                return List.of();
            }
            ClassNode node = new ClassNode(Opcodes.ASM9);
            new ClassReader(bytes).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            List<ObjectShape.Field> fields = new ArrayList<>();
            node.fields.stream()
                    .filter(field -> (field.access & Opcodes.ACC_STATIC) == 0)
                    .forEach(field -> fields.add(new ObjectShape.Field(
                            field.name, Type.getType(field.desc).getClassName())));
            layers.add(0, new ObjectShape.Layer(type, fields));
            type = node.superName;
        }
        return layers;
    }
}
