package dev.bobbin.agent;

import dev.bobbin.compiler.ClassFileHeader;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Transformer;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles each class by itself as it is loaded, with what its class loader finds around it: see docs/adr/0015-agent.md.
 *
 * <p>A class that cannot be compiled is replaced by one that fails to initialise, with the reason: whatever a transformer
 * throws the JVM swallows, and goes on with the class as it was.
 *
 * <p>Thread-safe; holds no lock. While this runs, the JVM does not show it the classes that the same thread loads. So nothing here
 * loads a class of the program, but for what its class loader loads of its own to find class files.
 */
final class TransformAtLoad implements ClassFileTransformer {
    /** Bobbin's own, which are written by hand: with none of these a program's package can be mistaken. */
    private static final Set<String> OWN_PACKAGES = Set.of(
            "dev/bobbin",
            "dev/bobbin/abi",
            "dev/bobbin/agent",
            "dev/bobbin/io",
            "dev/bobbin/loom",
            "dev/bobbin/net",
            "dev/bobbin/runtime",
            "dev/bobbin/spi");

    private static final String LOOM = "dev/bobbin/loom/";
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
    private static final ClassLoader OWN = TransformAtLoad.class.getClassLoader();

    /** Redefining a class with these bytes fails: {@code Truncated class file}. */
    private static final byte[] NO_CLASS = {(byte) 0xCA, (byte) 0xFE};

    private final AgentOptions options;
    private final GeneratedClasses generated;
    private final Opening opening;

    TransformAtLoad(AgentOptions options, Opening opening) {
        this.options = options;
        this.generated = new GeneratedClasses(opening);
        this.opening = opening;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String givenName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || loader == PLATFORM || loader == OWN || !ConstantPool.mentionsBobbin(classFile)) {
            return null;
        }
        String name = givenName;
        try {
            if (name == null) {
                name = ClassFileHeader.of(classFile).name();
            }
            if (isOwn(name)) {
                if (module != null && redefined == null && name.startsWith(LOOM)) {
                    opening.forStacks(module);
                }
                return null;
            }
            if (!options.patterns().choose(name) || generated.knows(loader, name)) {
                return null;
            }
            return compiled(new Loading(loader, domain, name, redefined != null), classFile);
        } catch (Throwable t) { // what is thrown from here nobody would see, and the class would be loaded as it was
            String reason = t instanceof RefusedException
                    ? String.valueOf(t.getMessage())
                    : name + ".class: error: Bobbin's agent failed: " + t;
            return refused(name, redefined != null, classFile, reason, t);
        }
    }

    /** A class on its way into the JVM. */
    private record Loading(ClassLoader loader, @Nullable ProtectionDomain domain, String name, boolean again) {}

    private byte @Nullable [] compiled(Loading loading, byte[] classFile) throws RefusedException {
        Transformer.Result result = Transformer.transform(
                Map.of(loading.name(), classFile),
                ClassSource.of(loading.loader()),
                options.compiler(),
                around -> !isOwn(around) && options.patterns().choose(around));
        String said = result.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
        if (result.hasErrors()) {
            throw new RefusedException(said, null);
        }
        if (!said.isEmpty()) {
            System.err.println(said);
        }
        Map<String, byte[]> beside = new LinkedHashMap<>(result.classes());
        byte[] own = Objects.requireNonNull(beside.remove(loading.name()), "all that is given comes back");
        if (own == classFile && beside.isEmpty()) {
            return null;
        }
        Map<String, byte[]> late =
                generated.define(loading.loader(), loading.domain(), loading.name(), loading.again(), beside);
        return late.isEmpty() ? own : DefineLate.with(own, late);
    }

    private static byte[] refused(
            @Nullable String name, boolean again, byte[] classFile, String reason, Throwable why) {
        System.err.println(reason);
        if (!(why instanceof RefusedException)) {
            why.printStackTrace();
        }
        return again || name == null ? NO_CLASS : RefusedClass.of(name, classFile, reason);
    }

    /** Whether it is a class of Bobbin, by internal name. */
    static boolean isOwn(String name) {
        int slash = name.lastIndexOf('/');
        return slash > 0 && OWN_PACKAGES.contains(name.substring(0, slash));
    }
}
