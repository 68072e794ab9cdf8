package dev.bobbin.lab.advise;

import dev.bobbin.cli.Refusal;
import dev.bobbin.cli.WrittenProgram;
import dev.bobbin.lab.codesize.Size;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.Scratch;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program as one model makes it, in a directory of its own.
 *
 * @param directory its class files
 * @param size of these
 * @param main the internal name of the class with its {@code main}
 * @param libraries what else it uses
 */
record Woven(Form form, Path directory, Size size, String main, List<Path> libraries) {
    /** @throws Refusal if the model cannot compile it */
    static Woven of(WrittenProgram program, Form form) throws Refusal, IOException {
        Map<String, byte[]> classes = program.under(form.options());
        Path directory = Scratch.directory(form.subject());
        for (Map.Entry<String, byte[]> type : classes.entrySet()) {
            Path file = directory.resolve(type.getKey() + ".class");
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, type.getValue());
        }
        return new Woven(form, directory, Size.of(classes.values()), program.mainClass(), program.classPath());
    }

    /** The program's own classes, Bobbin's, its libraries, and behind them the few that measure. */
    String classPath() {
        List<String> entries = new ArrayList<>(List.of(directory.toString(), WrittenProgram.bobbin()));
        libraries.forEach(library -> entries.add(library.toAbsolutePath().toString()));
        entries.add(WovenLab.ownClasses().toString());
        entries.add(command().toString());
        return String.join(File.pathSeparator, entries);
    }

    /** Where the command's classes are, which find and call a {@code main}. */
    private static Path command() {
        URL location =
                WrittenProgram.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }

    /** For people: {@code embedded --flatten}. */
    static String name(Form form) {
        return form.options().toString();
    }

    /** For people: {@code push, pull}. */
    static String names(Stream<Form> forms) {
        return forms.map(Woven::name).collect(Collectors.joining(", "));
    }
}
