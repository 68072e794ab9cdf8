package dev.bobbin.test;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for class files that Bobbin's compiler has yet to rewrite: in directories, which are a program's own; jars are taken as they are. */
final class Uncompiled {
    /** Bobbin's own, which are written by hand. */
    private static final Set<String> OWN_PACKAGES = Set.of(
            "dev/bobbin",
            "dev/bobbin/abi",
            "dev/bobbin/io",
            "dev/bobbin/loom",
            "dev/bobbin/net",
            "dev/bobbin/runtime",
            "dev/bobbin/spi");

    private Uncompiled() {}

    /** The directories on the class path of this loader that have one. */
    static List<Path> directories(ClassLoader loader) {
        try {
            List<Path> directories = new ArrayList<>();
            for (URL root : Collections.list(loader.getResources(""))) {
                if (root.getProtocol().equals("file") && isIn(Path.of(root.toURI()), loader)) {
                    directories.add(Path.of(root.toURI()));
                }
            }
            return directories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no place on the class path", e);
        }
    }

    private static boolean isIn(Path root, ClassLoader loader) throws IOException {
        for (Path file : classFiles(root)) {
            String path = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            String name = path.substring(0, path.length() - ".class".length());
            byte[] classFile = Files.readAllBytes(file);
            if (mayBeUncompiled(name, classFile)) {
                Transformer.Result result = transform(name, classFile, loader);
                if (result.hasErrors() || result.classes().get(name) != classFile) {
                    return true;
                }
            }
        }
        return false;
    }

    /** In a directory and below. What cannot be looked into is left out: nothing can be loaded from there, either. */
    private static List<Path> classFiles(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".class") && Files.isRegularFile(file) && Files.isReadable(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** A cheap look: whether the class names one of Bobbin's, and is not itself one. */
    static boolean mayBe(String name, byte[] classFile) {
        return !isOwn(name) && names(classFile, "dev/bobbin/");
    }

    /** The same, and that the compiler has not been there. */
    static boolean mayBeUncompiled(String name, byte[] classFile) {
        return mayBe(name, classFile) && !names(classFile, "dev/bobbin/abi/");
    }

    private static boolean names(byte[] classFile, String packages) {
        return new String(classFile, StandardCharsets.ISO_8859_1).contains(packages);
    }

    /** Whether it is a class of Bobbin's, by internal name; tests of Bobbin's own stand in such packages, too. */
    static boolean isOwn(String name) {
        int slash = name.lastIndexOf('/');
        return slash > 0 && OWN_PACKAGES.contains(name.substring(0, slash));
    }

    /** Compiles one class by itself, with what its loader finds around it. */
    static Transformer.Result transform(String name, byte[] classFile, ClassLoader around) {
        return Transformer.transform(
                Map.of(name, classFile), ClassSource.of(around), Options.defaults(), other -> !isOwn(other));
    }
}
