package dev.bobbin.compiler;

import dev.bobbin.compiler.read.ReadClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A few lines of Java, compiled once: mutation testing asks for the same ones hundreds of times. */
public final class Snippet {
    private static final String IMPORTS = """
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            import java.util.*;
            import java.util.function.*;
            """;
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, byte[]> classFiles;

    private Snippet(Map<String, byte[]> classFiles) {
        this.classFiles = classFiles;
    }

    /** Classes of the unnamed package in one file, with the usual imports. */
    public static Snippet of(String source) {
        return new Snippet(COMPILED.computeIfAbsent(source, Snippet::compile));
    }

    private static Map<String, byte[]> compile(String source) {
        try {
            Path directory = Files.createTempDirectory("snippet");
            Path file = Files.writeString(directory.resolve("Snippet.java"), IMPORTS + source);
            try {
                return Javac.compile(List.of(file), 17, "-g");
            } finally {
                Files.delete(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By internal name. */
    public Map<String, byte[]> classFiles() {
        return classFiles;
    }

    /** Of this snippet, else of the class path. */
    public byte[] find(String internalName) {
        byte[] own = classFiles.get(internalName);
        return own == null ? Javac.onClassPath(internalName) : own;
    }

    /** A fresh tree. */
    public ClassNode node(String internalName) {
        return ReadClass.read(internalName, classFiles.get(internalName));
    }

    /** All of them, by name. */
    public Map<String, ClassNode> nodes() {
        Map<String, ClassNode> nodes = new TreeMap<>();
        classFiles.keySet().forEach(name -> nodes.put(name, node(name)));
        return nodes;
    }

    /** The only method of that name. */
    public static MethodNode method(ClassNode node, String name) {
        return node.methods.stream()
                .filter(m -> m.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
