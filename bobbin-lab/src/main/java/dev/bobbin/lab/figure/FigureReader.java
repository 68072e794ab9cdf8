package dev.bobbin.lab.figure;

import java.io.IOException;
import java.nio.file.Path;

/** Reads what {@link FigureFile} writes. */
final class FigureReader {
    private FigureReader() {}

    static FigureFile.Content read(Path file) throws IOException {
        JsonPlace top = JsonPlace.top(file);
        return new FigureFile.Content(
                machine(top.at("machine")), top.at("results").list(FigureReader::figure));
    }

    private static Machine machine(JsonPlace machine) throws IOException {
        return new Machine(
                machine.at("os").text(),
                machine.at("arch").text(),
                machine.at("cpu").text(),
                machine.at("cores").integer(),
                machine.at("load").number(),
                machine.at("jdk").text(),
                machine.at("jdks").list(JsonPlace::text),
                machine.at("vmFlags").map(flags -> flags.list(JsonPlace::text)),
                machine.at("toolchains").map(JsonPlace::text),
                machine.at("date").text(),
                machine.at("bobbin").text());
    }

    private static Figure figure(JsonPlace figure) throws IOException {
        JsonPlace jdk = figure.at("jdk");
        return new Figure(
                figure.at("bench").text(),
                figure.at("param").text(),
                figure.at("subject").text(),
                figure.at("metric").text(),
                figure.at("value").number(),
                figure.at("error").number(),
                figure.at("min").number(),
                figure.at("max").number(),
                figure.at("runs").integer(),
                figure.at("raw").list(JsonPlace::number),
                jdk.isNull() ? 0 : jdk.integer());
    }
}
