package dev.bobbin.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program as class files.
 *
 * @param classes its own classes, by internal name
 * @param mainCandidates internal names of the classes that may hold its {@code main}, in the order to look
 * @param classPath directories and jars with what else it uses: resources and other people's classes
 */
record Program(Map<String, byte[]> classes, List<String> mainCandidates, List<Path> classPath) {
    Program withClasses(Map<String, byte[]> others) {
        return new Program(others, mainCandidates, classPath);
    }
}
