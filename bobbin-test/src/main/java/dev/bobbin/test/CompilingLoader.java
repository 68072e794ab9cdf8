package dev.bobbin.test;

import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Defines anew what its parent finds in directories, compiled by Bobbin class by class as the agent does; jars, JUnit and Bobbin
 * itself are the parent's. All classes of directories, whether they have coroutines or not: a class of the parent's would not see those here.
 */
final class CompilingLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** Where this class lies. */
    private static final @Nullable String OWN = own();

    /** What the compiler has made beside a class, until it is asked for. */
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Made(byte[] classFile, ProtectionDomain domain) {}

    CompilingLoader(ClassLoader parent) {
        super("bobbin-test", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        makeFirst(name);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = defined(name);
            }
            if (loaded == null) {
                return super.loadClass(name, resolve);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    /** Null if it is the parent's. */
    private @Nullable Class<?> defined(String name) throws ClassNotFoundException {
        Made beside = made.remove(name);
        if (beside != null) {
            return defineClass(name, beside.classFile, 0, beside.classFile.length, beside.domain);
        }
        String internal = name.replace('.', '/');
        URL file = directoryFile(internal);
        if (file == null) {
            return null;
        }
        ProtectionDomain domain =
                new ProtectionDomain(new CodeSource(root(file, internal), (Certificate[]) null), null, this, null);
        byte[] classFile = compiled(internal, bytes(name, file), domain);
        return defineClass(name, classFile, 0, classFile.length, domain);
    }

    /**
     * If the class is one that the compiler makes beside another, has that compiled first: an IDE may have written it anew, and then what lies
     * in the directory, from an earlier build, does not fit it.
     *
     * <p>To be called without a lock: who defines the other one may need this.
     */
    private void makeFirst(String name) throws ClassNotFoundException {
        int beside = name.indexOf("$$");
        if (beside <= 0 || made.containsKey(name)) {
            return;
        }
        String owner = name.substring(0, beside);
        String internal = owner.replace('.', '/');
        URL file = findLoadedClass(owner) == null ? directoryFile(internal) : null;
        if (file != null && Uncompiled.mayBeUncompiled(internal, bytes(owner, file))) {
            loadClass(owner);
        }
    }

    /** Null if the class is the parent's. */
    private @Nullable URL directoryFile(String internal) {
        if (Uncompiled.isOwn(internal)) {
            return null;
        }
        URL file = getParent().getResource(internal + ".class");
        return file == null || !file.getProtocol().equals("file") || isOfThisModule(file) ? null : file;
    }

    private static byte[] bytes(String name, URL file) throws ClassNotFoundException {
        try (InputStream in = file.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name + ": cannot be read from " + file, e);
        }
    }

    /** Up from the file as often as its name has parts: their text may be another in a URL, where it is not in ASCII. */
    static URL root(URL file, String internal) {
        try {
            return new URL(
                    file,
                    "./"
                            + "../".repeat((int)
                                    internal.chars().filter(c -> c == '/').count()));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("above " + file + " is no place", e);
        }
    }

    /** What JUnit has loaded already: the annotation, the extension, the scheduler. In Bobbin's own build they lie in a directory. */
    private static boolean isOfThisModule(URL file) {
        return OWN != null && file.toString().startsWith(OWN);
    }

    private static @Nullable String own() {
        URL here = CompilingLoader.class.getResource("CompilingLoader.class");
        return here == null ? null : here.toString().replace("CompilingLoader.class", "");
    }

    private byte[] compiled(String name, byte[] classFile, ProtectionDomain domain) {
        if (!Uncompiled.mayBe(name, classFile)) {
            return classFile;
        }
        Transformer.Result result = Uncompiled.transform(name, classFile, this);
        String said = result.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
        if (result.hasErrors()) {
            throw new LinkageError(said);
        }
        if (!said.isEmpty()) {
            System.err.println(said);
        }
        byte[] own = classFile;
        for (Map.Entry<String, byte[]> compiled : result.classes().entrySet()) {
            if (compiled.getKey().equals(name)) {
                own = compiled.getValue();
            } else {
                made.put(compiled.getKey().replace('/', '.'), new Made(compiled.getValue(), domain));
            }
        }
        return own;
    }
}
