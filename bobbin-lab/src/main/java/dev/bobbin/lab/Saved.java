package dev.bobbin.lab;

import dev.bobbin.lab.figure.FigureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of a session, written whole again whenever there is more, so that whatever ends the lab costs one run at most. */
final class Saved implements Runnable {
    private final Session session;
    private final PrintWriter err;
    private @Nullable Path file;
    private boolean failed;

    /** @param file null if nobody asked for one */
    Saved(@Nullable Path file, Session session, PrintWriter err) {
        this.file = file;
        this.session = session;
        this.err = err;
    }

    /** Writes what there is, if there is a file. A failure is told once; what the file had before stays. */
    @Override
    public void run() {
        Path target = file;
        if (target == null) {
            return;
        }
        try {
            FigureFile.write(target, session.content());
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                err.println("bobbin lab: " + target + " cannot be written: " + e);
                err.flush();
            }
            failed = true;
        }
    }

    /** Whether the last attempt failed. */
    boolean hasFailed() {
        return failed;
    }

    /** For people. If nobody asked for a file, there is one from now on: who interrupts hours of work may want to go on. */
    String howToGoOn() {
        if (file == null) {
            try {
                file = Files.createTempFile("bobbin-lab-", ".json");
            } catch (IOException e) {
                return "there is no file to go on from, and no temporary one can be made (" + e + "): use --json FILE";
            }
            run();
        }
        return "to go on: ./bobbin lab --resume " + file;
    }
}
