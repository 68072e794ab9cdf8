package dev.bobbin.cli;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads a transformed program: its own classes from memory, Bobbin's from the command's class path, others from the
 * program's class path.
 *
 * <p>The program's own classes come first. The command's inside (its compiler, the libraries it uses) stays hidden, so that a program
 * with an ASM of its own gets that one.
 */
final class ProgramLoader extends URLClassLoader {
    private static final String[] HIDDEN = {
        "dev.bobbin.cli.",
        "dev.bobbin.compiler.",
        "org.objectweb.asm.",
        "picocli.",
        "org.openjdk.jol.",
        "com.fasterxml.jackson."
    };

    static {
        registerAsParallelCapable();
    }

    /** Class files not yet defined, by internal name; a class leaves when it is defined. */
    private final Map<String, byte[]> pending;

    private final CodeSource source;

    ProgramLoader(Program program, Path file) throws Refusal {
        super(urls(program.classPath()), Main.class.getClassLoader());
        this.pending = new ConcurrentHashMap<>(program.classes());
        this.source = new CodeSource(url(file), (Certificate[]) null);
    }

    /** A loader that only finds class files of libraries, for the compiler to look at. */
    static URLClassLoader forLibraries(List<Path> classPath) throws Refusal {
        return new URLClassLoader(urls(classPath), Main.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOwn(name) && !isHidden(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = pending.get(name.replace('.', '/'));
        if (bytes == null) {
            return super.findClass(name);
        }
        Class<?> defined = defineClass(name, bytes, 0, bytes.length, source);
        pending.remove(name.replace('.', '/'));
        return defined;
    }

    private boolean isOwn(String name) {
        return pending.containsKey(name.replace('.', '/'));
    }

    private static boolean isHidden(String name) {
        for (String prefix : HIDDEN) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static URL[] urls(List<Path> classPath) throws Refusal {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = url(classPath.get(i));
        }
        return urls;
    }

    private static URL url(Path path) throws Refusal {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw Refusal.because(path + ": cannot be put on a class path (" + e.getMessage() + ")");
        }
    }
}
