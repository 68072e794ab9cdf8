package dev.bobbin.lab.figure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The JSON file of a run, one result a line: {@code {"machine": {...}, "settings": {...}, "interrupted": false, "results": [...],
 * "rejected": [...], "notes": [...]}}.
 */
public final class FigureFile {
    /**
     * What a file says.
     *
     * @param interrupted whether something that was to be measured has not been
     * @param rejected why there is no figure
     * @param notes what else was seen
     */
    public record Content(
            Machine machine,
            Settings settings,
            boolean interrupted,
            List<Figure> figures,
            List<Remark> rejected,
            List<Remark> notes) {
        /** The same with other settings. */
        public Content with(Settings other) {
            return new Content(machine, other, interrupted, figures, rejected, notes);
        }
    }

    private FigureFile() {}

    /** @throws IOException if the file cannot be read or is no file of figures; the message names it and says why */
    public static Content read(Path file) throws IOException {
        return FigureReader.read(file);
    }

    /** Writes the file whole or not at all: what stood there before stays until the new one is complete. */
    public static void write(Path file, Content content) throws IOException {
        WholeFile.write(file, text(content));
    }

    /** The file's content. */
    public static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator((Writer) text)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            json.writeFieldName("machine");
            write(content.machine(), json);
            json.writeFieldName("settings");
            write(content.settings(), json);
            json.writeBooleanField("interrupted", content.interrupted());
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.writeArrayFieldStart("results");
            for (Figure figure : content.figures()) {
                json.writeRawValue(line(figure));
            }
            json.writeEndArray();
            writeRemarks("rejected", content.rejected(), json);
            writeRemarks("notes", content.notes(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Machine machine, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("os", machine.os());
        json.writeStringField("arch", machine.arch());
        json.writeStringField("cpu", machine.cpu());
        json.writeNumberField("cores", machine.cores());
        json.writeNumberField("load", machine.load());
        json.writeStringField("jdk", machine.jdk());
        writeStrings("jdks", machine.jdks(), json);
        json.writeObjectFieldStart("vmFlags");
        for (Map.Entry<String, List<String>> entry : machine.flags().entrySet()) {
            writeStrings(entry.getKey(), entry.getValue(), json);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("toolchains");
        for (Map.Entry<String, String> entry : machine.toolchains().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeStringField("date", machine.date());
        json.writeStringField("bobbin", machine.bobbin());
        json.writeStringField("classes", machine.classes());
        json.writeFieldName("calibration");
        double[] calibration =
                machine.calibration().stream().mapToDouble(d -> d).toArray();
        json.writeArray(calibration, 0, calibration.length);
        json.writeEndObject();
    }

    private static void write(Settings settings, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeStrings("only", settings.benches(), json);
        writeStrings("subjects", settings.subjects(), json);
        writeStrings("jdks", settings.jdks(), json);
        json.writeNumberField("rounds", settings.rounds());
        json.writeBooleanField("quick", settings.quick());
        json.writeEndObject();
    }

    private static void writeRemarks(String name, List<Remark> remarks, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Remark remark : remarks) {
            json.writeRawValue(line(remark));
        }
        json.writeEndArray();
    }

    private static void writeStrings(String name, List<String> strings, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeArray(strings.toArray(new String[0]), 0, strings.size());
    }

    private static String line(Figure figure) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator((Writer) line)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("bench", figure.bench());
            json.writeStringField("param", figure.param());
            json.writeStringField("subject", figure.subject());
            json.writeStringField("metric", figure.metric());
            json.writeNumberField("value", figure.rounded(figure.value()));
            json.writeNumberField("error", figure.rounded(figure.error()));
            json.writeNumberField("runs", figure.runs());
            writeJdk(figure.jdk(), json);
            json.writeNumberField("min", figure.rounded(figure.min()));
            json.writeNumberField("max", figure.rounded(figure.max()));
            json.writeArrayFieldStart("raw");
            for (double run : figure.raw()) {
                json.writeNumber(figure.rounded(run));
            }
            json.writeEndArray();
            json.writeBooleanField("noisy", figure.noisy());
            json.writeEndObject();
        }
        return line.toString();
    }

    private static String line(Remark remark) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator((Writer) line)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("bench", remark.bench());
            json.writeStringField("param", remark.param());
            json.writeStringField("subject", remark.subject());
            writeJdk(remark.jdk(), json);
            json.writeStringField("text", remark.text());
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void writeJdk(int feature, JsonGenerator json) throws IOException {
        if (feature == 0) {
            json.writeNullField("jdk");
        } else {
            json.writeNumberField("jdk", feature);
        }
    }
}
