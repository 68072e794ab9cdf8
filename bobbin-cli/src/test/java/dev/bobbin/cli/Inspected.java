package dev.bobbin.cli;

import dev.bobbin.cli.inspect.Findings;
import dev.bobbin.cli.inspect.Sources;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.WarningReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A source file, compiled and inspected in this JVM. */
record Inspected(Inspection inspection, List<String> lines) {
    static Inspected of(Path source, List<Options> forms) throws Exception {
        Program program = SourceFile.compile(List.of(source), List.of());
        ClassSource classpath = ClassSource.of(Inspected.class.getClassLoader());
        return new Inspected(Transformer.inspect(program.classes(), classpath, forms), Files.readAllLines(source));
    }

    /** Of a class with these members, under all forms. */
    static Inspected ofMembers(Path directory, String members) throws Exception {
        Path source = directory.resolve("Test.java");
        Files.writeString(source, """
                import static dev.bobbin.Async.done;
                import dev.bobbin.Async;
                import dev.bobbin.Blocking;
                import dev.bobbin.Bobbin;
                import dev.bobbin.Clock;
                import dev.bobbin.Model;
                import dev.bobbin.Scope;
                import dev.bobbin.Task;
                import java.io.*;
                import java.time.Duration;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                class Test {
                """ + members + "\n}\n");
        return of(source, Options.forms());
    }

    /** The coroutine of this method name. */
    CoroutineReport coroutine(String name) {
        return inspection.coroutines().stream()
                .filter(c -> c.name().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no coroutine " + name + " in " + inspection));
    }

    List<WarningReport> warnings(String name) {
        return coroutine(name).warnings();
    }

    Findings findings(String subject) {
        Sources sources = file -> lines;
        return new Findings(subject, inspection.coroutines(), inspection.transformed(), sources);
    }
}
