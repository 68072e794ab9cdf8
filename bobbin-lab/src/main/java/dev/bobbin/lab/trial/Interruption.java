package dev.bobbin.lab.trial;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C: the measuring JVMs end with the lab, and what they leave behind counts for nothing. */
public final class Interruption {
    private static volatile boolean ending;

    private Interruption() {}

    /** Once, at the start. */
    public static void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::end, "lab-end"));
    }

    private static void end() {
        ending = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** While the lab ends, its other threads must not take the death of their children for a result: they stop here. */
    public static void holdIfEnding() {
        while (ending) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                continue; // nobody has a reason to go on
            }
        }
    }
}
