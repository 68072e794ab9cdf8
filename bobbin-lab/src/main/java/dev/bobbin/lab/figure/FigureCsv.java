package dev.bobbin.lab.figure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as comma-separated values (RFC 4180): a header, then a line for each. */
public final class FigureCsv {
    static final List<String> COLUMNS =
            List.of("bench", "param", "subject", "jdk", "metric", "value", "error", "min", "max", "runs", "raw");

    private FigureCsv() {}

    /** The text. {@code jdk} is empty for what ran on none; {@code raw} has a space between one run and the next. */
    public static String text(List<Figure> figures) {
        CsvSchema.Builder columns = CsvSchema.builder();
        COLUMNS.forEach(columns::addColumn);
        StringWriter text = new StringWriter();
        try (var csv = new CsvFactory().createGenerator(text)) {
            csv.setSchema(columns.setUseHeader(true).setLineSeparator("\r\n").build());
            csv.writeStartArray(); // the header needs a line or an end to appear before
            for (Figure figure : figures) {
                write(figure, csv);
            }
            csv.writeEndArray();
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(Figure figure, JsonGenerator csv) throws IOException {
        csv.writeStartObject();
        csv.writeStringField("bench", figure.bench());
        csv.writeStringField("param", figure.param());
        csv.writeStringField("subject", figure.subject());
        csv.writeStringField("jdk", figure.jdk() == 0 ? "" : Integer.toString(figure.jdk()));
        csv.writeStringField("metric", figure.metric());
        csv.writeNumberField("value", figure.rounded(figure.value()));
        csv.writeNumberField("error", figure.rounded(figure.error()));
        csv.writeNumberField("min", figure.rounded(figure.min()));
        csv.writeNumberField("max", figure.rounded(figure.max()));
        csv.writeNumberField("runs", figure.runs());
        csv.writeStringField(
                "raw",
                figure.raw().stream()
                        .map(run -> figure.rounded(run).toPlainString())
                        .collect(Collectors.joining(" ")));
        csv.writeEndObject();
    }
}
