package dev.bobbin.lab;

import dev.bobbin.lab.figure.FigureCsv;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.WholeFile;
import dev.bobbin.lab.page.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that figures are written to for people and spreadsheets, as options of a command. */
final class Outputs {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Writes the report to this file: one page with charts, which needs no other file and no network.")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes the figures to this file, a line for each.")
    private @Nullable Path csv;

    /** @throws IllegalArgumentException if one of them cannot be written, with the reason */
    void check() {
        check("--html", html);
        check("--csv", csv);
    }

    /** @throws IllegalArgumentException if a file is given that cannot be written, with the reason */
    static void check(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().resolveSibling("").toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(option + " " + file + ": is a directory");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException(option + " " + file + ": cannot write to " + directory);
        }
    }

    /** Writes each whole or not at all, and says which could not be written; whether all were. */
    boolean write(FigureFile.Content run, PrintWriter err) {
        boolean first = write(csv, () -> FigureCsv.text(run.figures()), err);
        boolean second = write(html, () -> Page.of(run), err);
        return first && second;
    }

    private static boolean write(@Nullable Path file, Supplier<String> text, PrintWriter err) {
        if (file == null) {
            return true;
        }
        try {
            WholeFile.write(file, text.get());
            return true;
        } catch (IOException e) {
            err.println("bobbin lab: " + file + " cannot be written: " + e);
            err.flush();
            return false;
        }
    }
}
