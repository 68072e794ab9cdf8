package dev.bobbin.lab.drive;

import dev.bobbin.Scheduler;

/** The schedulers that benches compare, by the value of their param {@code scheduler}. */
public final class Schedulers {
    private Schedulers() {}

    /** A new one: all tasks on the thread that runs them, or a worker for each processor. */
    public static Scheduler of(String name) {
        return switch (name) {
            case "single" -> Scheduler.single();
            case "workers" -> Scheduler.workers(Runtime.getRuntime().availableProcessors());
            default -> throw new IllegalArgumentException("no scheduler '" + name + "'");
        };
    }
}
