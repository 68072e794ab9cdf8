package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file says of a class without its code: of this compilation, of the class path, or of the JDK. */
public final class ClassHeaders {
    /** A method that returns {@code Async}, or takes a context last or a yielder. */
    public record Method(int access, String name, String descriptor) {}

    /** What matters of a class; {@code methods} those that do. */
    public record Header(int access, @Nullable String superName, List<String> interfaces, List<Method> methods) {
        public boolean isInterface() {
            return (access & Opcodes.ACC_INTERFACE) != 0;
        }

        public boolean declares(String name, String descriptor) {
            return methods.stream()
                    .anyMatch(m -> m.name().equals(name) && m.descriptor().equals(descriptor));
        }
    }

    private final Function<String, byte @Nullable []> classFiles;
    private final Map<String, Optional<Header>> known = new HashMap<>();

    /** @param classFiles by internal name, but for those of the JDK; null for what is not found */
    public ClassHeaders(Function<String, byte @Nullable []> classFiles) {
        this.classFiles = classFiles;
    }

    /**
     * Null if it is not found.
     *
     * @throws CorruptClassException if what is found is damaged
     */
    public @Nullable Header find(String name) {
        Optional<Header> header = known.get(name);
        if (header == null) {
            header = Optional.ofNullable(
                    name.startsWith("java/") ? ofPlatform(name) : read(name, classFiles.apply(name)));
            known.put(name, header);
        }
        return header.orElse(null);
    }

    /** All superclasses, nearest first, then all interfaces. */
    public Set<String> supertypes(String type) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> interfaces = new LinkedHashSet<>();
        Header header = find(type);
        while (header != null) {
            interfaces.addAll(header.interfaces());
            String up = header.superName();
            if (up == null || !all.add(up)) {
                break;
            }
            header = find(up);
        }
        List<String> work = new ArrayList<>(interfaces);
        for (int i = 0; i < work.size(); i++) { // grows while it is walked
            Header of = find(work.get(i));
            if (of != null) {
                of.interfaces().stream().filter(interfaces::add).forEach(work::add);
            }
        }
        all.addAll(interfaces);
        return all;
    }

    private static @Nullable Header ofPlatform(String name) {
        try {
            Class<?> type = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            Class<?> superclass = type.getSuperclass();
            int modifiers = type.getModifiers(); // as declared; to the JVM a protected nested class is public
            return new Header(
                    (modifiers & Opcodes.ACC_PROTECTED) != 0 ? modifiers | Opcodes.ACC_PUBLIC : modifiers,
                    superclass == null ? null : internalName(superclass),
                    Arrays.stream(type.getInterfaces())
                            .map(ClassHeaders::internalName)
                            .toList(),
                    List.of());
        } catch (ClassNotFoundException e) { // of a later JDK than this
            return null;
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static @Nullable Header read(String name, byte @Nullable [] classFile) {
        return classFile == null || !ReadClass.hasMagic(classFile)
                ? null
                : ReadClass.unlessDamaged(name, () -> read(classFile));
    }

    private static Header read(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        List<Method> methods = new ArrayList<>();
        if (ReadClass.mentionsBobbin(classFile)) {
            ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable MethodVisitor visitMethod(
                        int access, String name, String descriptor, @Nullable String s, String @Nullable [] e) {
                    if (descriptor.endsWith(")" + AbiNames.ASYNC_TYPE)
                            || descriptor.contains(AbiNames.CONTEXT_TYPE + ")")
                            || AbiNames.hasYielder(descriptor)) {
                        methods.add(new Method(access, name, descriptor));
                    }
                    return null;
                }
            };
            reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return new Header(
                reader.getAccess(), reader.getSuperName(), List.of(reader.getInterfaces()), List.copyOf(methods));
    }
}
