package dev.bobbin.lab.advise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.bobbin.lab.form.Form;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Findings for programs: {@code {"program": ..., "models": [...], "advice": [...]}}. */
final class AdviceFile {
    private AdviceFile() {}

    /** The whole text. */
    static String of(Findings findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator((Writer) text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("program", findings.program());
            json.writeStringField("jdk", findings.jdk().version());
            json.writeNumberField("rounds", findings.rounds());
            strings("notes", findings.notes(), json);
            json.writeArrayFieldStart("models");
            for (Map.Entry<Form, Map<Measure, Sample>> model :
                    findings.figures().entrySet()) {
                model(model.getKey(), model.getValue(), json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("advice");
            for (Advice advice : findings.advice()) {
                advice(advice, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.append('\n').toString();
    }

    private static void model(Form form, Map<Measure, Sample> figures, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", Woven.name(form));
        for (Map.Entry<Measure, Sample> figure : figures.entrySet()) {
            Sample sample = figure.getValue();
            json.writeObjectFieldStart(figure.getKey().id());
            json.writeStringField("unit", figure.getKey().unit());
            json.writeNumberField("median", sample.median());
            json.writeFieldName("runs");
            double[] runs = sample.values().stream().mapToDouble(d -> d).toArray();
            json.writeArray(runs, 0, runs.length);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void advice(Advice advice, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("situation", advice.situation().text());
        strings("models", advice.models().stream().map(Woven::name).toList(), json);
        strings("reasons", advice.reasons(), json);
        json.writeEndObject();
    }

    private static void strings(String name, List<String> strings, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeArray(strings.toArray(new String[0]), 0, strings.size());
    }
}
