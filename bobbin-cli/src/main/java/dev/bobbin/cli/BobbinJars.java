package dev.bobbin.cli;

import dev.bobbin.Async;
import dev.bobbin.loom.Stacks;
import dev.bobbin.net.Tcp;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program compiles against: core, runtime and loom, from where the command itself has them. */
final class BobbinJars {
    private BobbinJars() {}

    /** A class path of them. They lie in jars when installed, in {@code target/classes} when this is a test. */
    static String classPath() {
        return Stream.of(Async.class, Tcp.class, Stacks.class)
                .map(member -> member.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
