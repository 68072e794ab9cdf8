package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** What a form has made of a compilation, read off the class files that it emitted: it needs no help from the emitter. */
final class BuildForm {
    private final String form;
    private final Map<String, byte[]> before;
    private final Map<String, byte[]> after;
    private final Function<String, byte @Nullable []> classFiles;
    private final Collection<CoroutineSignature> all;

    /**
     * @param before the class files as they came
     * @param after as they were emitted, with those added
     * @param classFiles the classes around them
     * @param all the coroutines of the compilation
     */
    BuildForm(
            String form,
            Map<String, byte[]> before,
            Map<String, byte[]> after,
            Function<String, byte @Nullable []> classFiles,
            Collection<CoroutineSignature> all) {
        this.form = form;
        this.before = before;
        this.after = after;
        this.classFiles = classFiles;
        this.all = all;
    }

    /** @param states of all coroutines, for the awaits that call nothing directly */
    FormReport of(CoroutineSignature coroutine, Placement placement, Map<CoroutineId, List<StateReport>> states) {
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
        after.forEach((name, bytes) -> {
            if (!before.containsKey(name) && coroutine.equals(owner(name, CoroutineSignature::root, ""))) {
                int code = CodeSizes.of(bytes).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                classes.add(new FormReport.ClassSize(name, code, bytes.length));
                ClassReader reader = new ClassReader(bytes);
                if ((reader.getAccess() & Opcodes.ACC_INTERFACE) == 0) {
                    objects.add(new ObjectShape(role(name, coroutine), name, layers(name)));
                }
            }
        });
        return new FormReport(form, frames, awaits, placement.allocations(), methods(coroutine), classes, objects);
    }

    private List<FormReport.MethodSize> methods(CoroutineSignature coroutine) {
        String owner = coroutine.id().owner();
        Set<String> written = CodeSizes.of(bytes(before, owner)).keySet();
        String entry = coroutine.id().name() + coroutine.id().descriptor();
        List<FormReport.MethodSize> methods = new ArrayList<>();
        CodeSizes.of(bytes(after, owner)).forEach((method, bytes) -> {
            String name = method.substring(0, method.indexOf('('));
            if (method.equals(entry)
                    || !written.contains(method)
                            && coroutine.equals(owner(name, c -> c.id().name() + c.suffix(), owner))) {
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
    private @Nullable CoroutineSignature owner(
            String emitted, Function<CoroutineSignature, String> name, String className) {
        return all.stream()
                .filter(c -> className.isEmpty() || c.id().owner().equals(className))
                .filter(c -> emitted.equals(name.apply(c)) || emitted.startsWith(name.apply(c) + "$"))
                .max(Comparator.comparingInt(c -> name.apply(c).length()))
                .orElse(null);
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
