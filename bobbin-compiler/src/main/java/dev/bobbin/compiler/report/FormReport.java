package dev.bobbin.compiler.report;

import java.util.List;

/**
 * What one form makes of a coroutine.
 *
 * @param form as {@code Options} says it: {@code embedded --flatten}
 * @param frames what the root holds, by number; the coroutine's own is the first
 * @param awaits of all those frames
 * @param methods those emitted into the coroutine's own class
 * @param classes those emitted beside it
 * @param objects the shapes of those among them that have instances
 */
public record FormReport(
        String form,
        List<Frame> frames,
        List<HostedReport> awaits,
        List<Allocation> allocations,
        List<MethodSize> methods,
        List<ClassSize> classes,
        List<ObjectShape> objects) {
    public FormReport {
        frames = List.copyOf(frames);
        awaits = List.copyOf(awaits);
        allocations = List.copyOf(allocations);
        methods = List.copyOf(methods);
        classes = List.copyOf(classes);
        objects = List.copyOf(objects);
    }

    /** The same under another name. */
    public FormReport named(String name) {
        return new FormReport(name, frames, awaits, allocations, methods, classes, objects);
    }

    /** All code emitted for the coroutine, in bytes. */
    public int codeBytes() {
        return methods.stream().mapToInt(MethodSize::bytes).sum()
                + classes.stream().mapToInt(ClassSize::codeBytes).sum();
    }

    /** The class files beside its class, in bytes. */
    public int classFileBytes() {
        return classes.stream().mapToInt(ClassSize::fileBytes).sum();
    }

    /** @param bytes of its slots and of what else the root keeps for it */
    public record Frame(String coroutine, int bytes) {}

    /** The bytecode of one method. */
    public record MethodSize(String name, int bytes) {}

    /** @param codeBytes the bytecode of all its methods */
    public record ClassSize(String name, int codeBytes, int fileBytes) {}
}
