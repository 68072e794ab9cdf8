package dev.bobbin.compiler;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program src/test/resources/waits, in some form, on an event loop of its own. */
final class Waits {
    private static final Map<String, Map<String, byte[]>> COMPILED = new HashMap<>();

    private final Scheduler scheduler = Scheduler.single();
    private final ClassLoader loader;
    private final Class<?> program;

    private Waits(Map<String, byte[]> classes) {
        this.loader = World.ofCoroutines(classes, "NEVER", 0).loader();
        try {
            this.program = Class.forName("waits.Waits", true, loader);
            program.getField("scheduler").set(null, scheduler);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Waits in(Options form) {
        return in(form, "-g");
    }

    /** @param debug javac's option for what it writes of lines and names */
    static Waits in(Options form, String debug) {
        Map<String, byte[]> plain = plain(debug);
        return new Waits(Jars.transform(plain, plain, form));
    }

    /** Its two classes transformed apart from each other. */
    static Waits in(Options form, Options other) {
        Map<String, byte[]> plain = plain("-g");
        Map<String, byte[]> classes = new HashMap<>();
        classes.putAll(Jars.transform(Jars.without(plain, "waits/Other"), plain, form));
        classes.putAll(Jars.transform(Jars.only(plain, "waits/Other"), plain, other));
        return new Waits(classes);
    }

    /** The program and the core, together and apart from all else. */
    static ClassLoader withItsOwnCore() {
        Map<String, byte[]> plain = plain("-g");
        return World.withItsOwnCore(Jars.transform(plain, plain, Options.defaults()));
    }

    private static synchronized Map<String, byte[]> plain(String debug) {
        return COMPILED.computeIfAbsent(debug, d -> Javac.compile(Javac.sources(Javac.resources("waits")), 17, d));
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Async<?> call(String method) {
        try {
            return (Async<?>) program.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs until it waits. */
    Task<?> start(String method) {
        Task<?> task = scheduler.start(call(method));
        settle();
        return task;
    }

    void settle() {
        for (int n = 0; n < 10; n++) {
            scheduler.run(dev.bobbin.Bobbin::yieldNow);
        }
    }

    /** What waits goes on, until it waits again. */
    void open() {
        invoke("open");
        settle();
    }

    void fail(Throwable t) {
        invoke("fail", t);
        settle();
    }

    private void invoke(String method, Throwable... arguments) {
        try {
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Throwable.class};
            program.getMethod(method, types).invoke(null, (Object[]) arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** To be thrown after a suspension, or at once. */
    void throwing(Throwable t) {
        try {
            program.getField("thrown").set(null, t);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The task that the program awaits. */
    Task<?> other() {
        return (Task<?>) field("other");
    }

    /** What has come to the program. */
    Throwable caught() {
        return (Throwable) field("caught");
    }

    private Object field(String name) {
        try {
            return program.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Of each element the comment on its line, or the element as it is. */
    static List<String> names(List<StackTraceElement> elements) {
        List<String> names = new ArrayList<>();
        for (StackTraceElement e : elements) {
            String line = line(e);
            int comment = line.indexOf("// ");
            names.add(comment < 0 ? e.toString() : line.substring(comment + 3));
        }
        return names;
    }

    private static String line(StackTraceElement e) {
        if (e.getFileName() == null
                || e.getLineNumber() < 1
                || !e.getClassName().startsWith("waits.")) {
            return "";
        }
        try {
            Path file = Javac.resources("waits").resolve(e.getFileName());
            return Files.readAllLines(file).get(e.getLineNumber() - 1);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }
}
