package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import java.util.List;

/** The part of the page that sets the forms of a coroutine side by side. */
final class FormSection {
    private final CoroutineReport coroutine;
    private final List<FormReport> forms;
    private final Markup out;

    private FormSection(CoroutineReport coroutine, Markup out) {
        this.coroutine = coroutine;
        this.forms = Words.together(coroutine);
        this.out = out;
    }

    static void write(CoroutineReport coroutine, Markup out) {
        if (!coroutine.forms().isEmpty()) {
            new FormSection(coroutine, out).write();
        }
    }

    private void write() {
        out.open("div", "class", "wide")
                .open("table", "class", "forms")
                .open("thead")
                .open("tr");
        for (String head : new String[] {"model", "objects", "makes", "bytecode", "classes"}) {
            out.leaf("th", head);
        }
        out.close().close().open("tbody");
        forms.forEach(this::row);
        out.close().close().close();
        forms.forEach(this::frames);
    }

    private void row(FormReport form) {
        out.open("tr").leaf("th", form.form());
        out.open("td");
        for (ObjectShape shape : form.objects()) {
            ObjectSize size = ObjectSize.of(shape);
            out.open("div").leaf("code", shape.role());
            out.text(" " + (size == null ? "size unknown" : size.text())).close();
        }
        out.close().open("td");
        for (Allocation allocation : form.allocations()) {
            out.open("div").text(Words.made(allocation));
            out.leaf("span", " for " + allocation.event(), "class", "faint").close();
        }
        out.close().open("td");
        out.text(coroutine.codeBytes() + " → " + form.codeBytes() + " bytes ");
        out.leaf("span", Words.factor(coroutine, form), "class", "faint").open("details");
        out.leaf("summary", "by method");
        form.methods().forEach(method -> out.leaf("div", method.name() + " " + method.bytes()));
        form.classes()
                .forEach(type -> out.leaf(
                        "div", type.name().substring(type.name().lastIndexOf('/') + 1) + " " + type.codeBytes()));
        out.close().close();
        out.leaf("td", form.classes().size() + ", " + form.classFileBytes() + " bytes")
                .close();
    }

    private void frames(FormReport form) {
        if (form.frames().isEmpty()) {
            return;
        }
        out.open("details", "class", "frames");
        out.leaf(
                "summary",
                form.form() + ": " + Words.count(form.frames().size(), "frame") + " in the root, and why not others");
        out.open("ul");
        for (int f = 0; f < form.frames().size(); f++) {
            FormReport.Frame frame = form.frames().get(f);
            out.open("li").leaf("span", "" + f, "class", "badge").text(" ").leaf("code", frame.coroutine());
            out.leaf("span", " " + frame.bytes() + " bytes", "class", "faint").open("ul");
            for (HostedReport await : form.awaits()) {
                if (await.caller() == f) {
                    boolean hosted = await.number() != HostedReport.HEAP;
                    out.open("li", "class", hosted ? "hosted" : "heap").text("state " + await.state() + " ");
                    out.leaf("code", await.callee()).leaf("span", " " + Words.where(await), "class", "faint");
                    out.close();
                }
            }
            out.close().close();
        }
        out.close().close();
    }
}
