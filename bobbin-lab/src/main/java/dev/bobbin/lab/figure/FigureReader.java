package dev.bobbin.lab.figure;

import java.io.IOException;
import java.nio.file.Path;

/** Reads what {@link FigureFile} writes. */
final class FigureReader {
    private FigureReader() {}

    static FigureFile.Content read(Path file) throws IOException {
        JsonPlace top = JsonPlace.top(file);
        return new FigureFile.Content(
                machine(top.at("machine")),
                settings(top.at("settings")),
                top.at("interrupted").bool(),
                top.at("results").list(FigureReader::figure),
                top.at("rejected").list(FigureReader::remark),
                top.at("notes").list(FigureReader::remark));
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
                machine.at("bobbin").text(),
                machine.at("classes").text(),
                machine.at("calibration").list(JsonPlace::number));
    }

    private static Settings settings(JsonPlace settings) throws IOException {
        return new Settings(
                settings.at("only").list(JsonPlace::text),
                settings.at("subjects").list(JsonPlace::text),
                settings.at("jdks").list(JsonPlace::text),
                settings.at("rounds").integer(),
                settings.at("quick").bool());
    }

    private static Figure figure(JsonPlace figure) throws IOException {
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
                jdk(figure),
                figure.at("noisy").bool());
    }

    private static Remark remark(JsonPlace remark) throws IOException {
        return new Remark(
                remark.at("bench").text(),
                remark.at("param").text(),
                remark.at("subject").text(),
                jdk(remark),
                remark.at("text").text());
    }

    private static int jdk(JsonPlace measured) throws IOException {
        JsonPlace jdk = measured.at("jdk");
        return jdk.isNull() ? 0 : jdk.integer();
    }
}
