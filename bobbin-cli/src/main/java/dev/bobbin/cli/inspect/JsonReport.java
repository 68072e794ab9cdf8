package dev.bobbin.cli.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.Edge;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import dev.bobbin.compiler.report.SlotReport;
import dev.bobbin.compiler.report.StateReport;
import dev.bobbin.compiler.report.WarningReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for programs: {@code {"subject": "...", "coroutines": [...], "transformed": [...]}}. */
public final class JsonReport {
    private final JsonGenerator json;
    private final Findings findings;

    private JsonReport(JsonGenerator json, Findings findings) {
        this.json = json;
        this.findings = findings;
    }

    /** The whole text. */
    public static String of(Findings findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator((Writer) text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(indenter);
            printer.indentArraysWith(indenter);
            json.setPrettyPrinter(printer);
            new JsonReport(json, findings).write();
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.append('\n').toString();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", findings.subject());
        array("coroutines", findings.coroutines(), this::coroutine);
        array("transformed", findings.transformed(), json::writeString);
        json.writeEndObject();
    }

    private void coroutine(CoroutineReport coroutine) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", coroutine.name());
        json.writeStringField("class", coroutine.owner().replace('/', '.'));
        json.writeStringField("method", coroutine.method());
        json.writeStringField("file", findings.sources().name(coroutine.file()));
        json.writeNumberField("line", coroutine.line());
        json.writeNumberField("lastLine", coroutine.lastLine());
        if (coroutine.model() != null) {
            json.writeStringField("model", coroutine.model());
        }
        array("states", coroutine.states(), state -> state(coroutine, state));
        array("edges", coroutine.edges(), this::edge);
        array("slots", coroutine.slots(), this::slot);
        array("atOnce", coroutine.atOnce(), atOnce -> {
            json.writeStartObject();
            json.writeNumberField("line", atOnce.line());
            json.writeStringField("callee", atOnce.callee());
            json.writeEndObject();
        });
        json.writeNumberField("codeBytes", coroutine.codeBytes());
        array("warnings", coroutine.warnings(), this::warning);
        array("forms", coroutine.forms(), this::form);
        json.writeEndObject();
    }

    private void state(CoroutineReport coroutine, StateReport state) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", state.number());
        json.writeNumberField("line", state.line());
        json.writeStringField("source", findings.sources().line(coroutine.file(), state.line()));
        json.writeStringField("callee", state.callee());
        json.writeStringField("reason", id(state.reason()));
        array("saved", state.saved(), saved -> {
            json.writeStartObject();
            json.writeStringField("name", saved.name());
            json.writeStringField("type", saved.type());
            json.writeStringField("slot", saved.slot());
            json.writeEndObject();
        });
        array("unsaved", state.unsaved(), unsaved -> {
            json.writeStartObject();
            json.writeStringField("name", unsaved.name());
            json.writeStringField("type", unsaved.type());
            json.writeStringField("why", id(unsaved.why()));
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void edge(Edge edge) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", edge.from() == Edge.START ? "start" : Integer.toString(edge.from()));
        json.writeStringField("to", edge.to() == Edge.END ? "end" : Integer.toString(edge.to()));
        json.writeBooleanField("exceptional", edge.exceptional());
        json.writeEndObject();
    }

    private void slot(SlotReport slot) throws IOException {
        json.writeStartObject();
        json.writeStringField("slot", slot.slot());
        json.writeNumberField("bytes", slot.bytes());
        array("uses", slot.uses(), use -> {
            json.writeStartObject();
            json.writeStringField("name", use.name());
            json.writeStringField("type", use.type());
            array("states", use.states(), json::writeNumber);
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void warning(WarningReport warning) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", warning.line());
        json.writeStringField("id", warning.id());
        json.writeStringField("message", warning.message());
        json.writeStringField("remedy", warning.remedy());
        json.writeEndObject();
    }

    private void form(FormReport form) throws IOException {
        json.writeStartObject();
        json.writeStringField("form", form.form());
        array("objects", form.objects(), this::object);
        array("allocations", form.allocations(), allocation -> allocation(form, allocation));
        array("frames", form.frames(), frame -> {
            json.writeStartObject();
            json.writeStringField("coroutine", frame.coroutine());
            json.writeNumberField("bytes", frame.bytes());
            json.writeEndObject();
        });
        array("awaits", form.awaits(), this::await);
        json.writeNumberField("codeBytes", form.codeBytes());
        json.writeNumberField("classFileBytes", form.classFileBytes());
        array("methods", form.methods(), method -> {
            json.writeStartObject();
            json.writeStringField("name", method.name());
            json.writeNumberField("codeBytes", method.bytes());
            json.writeEndObject();
        });
        array("classes", form.classes(), type -> {
            json.writeStartObject();
            json.writeStringField("name", type.name().replace('/', '.'));
            json.writeNumberField("codeBytes", type.codeBytes());
            json.writeNumberField("fileBytes", type.fileBytes());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void object(ObjectShape shape) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", shape.role());
        json.writeStringField("class", shape.className().replace('/', '.'));
        size(ObjectSize.of(shape));
        json.writeEndObject();
    }

    private void allocation(FormReport form, Allocation allocation) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", allocation.event());
        json.writeNumberField("objects", allocation.objects());
        if (allocation.role() != null) {
            json.writeStringField("role", allocation.role());
            size(ObjectSize.of(form, allocation.role()));
        }
        json.writeEndObject();
    }

    private void size(@Nullable ObjectSize size) throws IOException {
        if (size != null) {
            json.writeNumberField("bytes", size.bytes());
            json.writeNumberField("bytesWithCompactHeaders", size.compact());
        }
    }

    private void await(HostedReport await) throws IOException {
        json.writeStartObject();
        json.writeNumberField("frame", await.caller());
        json.writeNumberField("state", await.state());
        json.writeStringField("callee", await.callee());
        if (await.number() != HostedReport.HEAP) {
            json.writeNumberField("hosted", await.number());
        }
        json.writeStringField("reason", id(await.reason()));
        json.writeEndObject();
    }

    private interface Writing<T> {
        void of(T value) throws IOException;
    }

    private <T> void array(String name, Iterable<T> values, Writing<? super T> each) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            each.of(value);
        }
        json.writeEndArray();
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
