package dev.bobbin.cli;

import java.io.File;
import java.util.StringJoiner;

/** The jars of Bobbin that a program compiles against: core and runtime, out of the command's own class path. */
final class BobbinJars {
    private static final String[] MODULES = {"bobbin-core", "bobbin-runtime"};

    private BobbinJars() {}

    /** A class path of them. They lie in jars when installed, in {@code target/classes} when this is a test. */
    static String classPath() {
        StringJoiner found = new StringJoiner(File.pathSeparator);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            for (String module : MODULES) {
                if (entry.contains(File.separator + module + File.separator)
                        || entry.contains(File.separator + module + "-")) {
                    found.add(entry);
                }
            }
        }
        return found.toString();
    }
}
