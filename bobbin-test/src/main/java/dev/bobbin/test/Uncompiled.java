package dev.bobbin.test;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Whether there is one in any directory on the class path of this loader. */
    static boolean isAnywhere(ClassLoader loader) {
        try {
            for (URL root : Collections.list(loader.getResources(""))) {
                if (root.getProtocol().equals("file") && isIn(Path.of(root.toURI()), loader)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no place on the class path", e);
        }
    }

    private static boolean isIn(Path root, ClassLoader loader) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String path = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            String name = path.substring(0, path.length() - ".class".length());
            byte[] classFile = Files.readAllBytes(file);
            if (mayBe(name, classFile) && !names(classFile, "dev/bobbin/abi/")) { // else the compiler has been there
                Transformer.Result result = transform(name, classFile, loader);
                if (result.hasErrors() || result.classes().get(name) != classFile) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A cheap look: whether the class names one of Bobbin's, and is not itself one. */
    static boolean mayBe(String name, byte[] classFile) {
        return !isOwn(name) && names(classFile, "dev/bobbin/");
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
