package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.SlotReport;
import dev.bobbin.compiler.report.StateReport;
import dev.bobbin.compiler.report.WarningReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The report as one page that needs no other file and no script: each state machine drawn beside its source lines. */
public final class HtmlReport {
    /** Lines of a method's head that are shown above the first that has code. */
    private static final int MAX_HEAD = 6;
    /** Lines below the last that has code, of which one closes the method. */
    private static final int MAX_TAIL = 6;
    /** Of variables in the table of slots, in the style sheet. */
    private static final int COLORS = 6;

    private final Findings findings;
    private final Markup out = new Markup();

    private HtmlReport(Findings findings) {
        this.findings = findings;
    }

    /** The whole page. */
    public static String of(Findings findings) {
        return new HtmlReport(findings).page();
    }

    private String page() {
        out.page().open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.leaf("title", findings.subject() + " – bobbin inspect");
        out.leaf("style", css()).close();
        out.open("body");
        List<CoroutineReport> coroutines = findings.coroutines();
        out.open("header").leaf("h1", findings.subject());
        int states = coroutines.stream().mapToInt(c -> c.states().size()).sum();
        int warnings = coroutines.stream().mapToInt(c -> c.warnings().size()).sum();
        out.leaf(
                "p",
                coroutines.isEmpty()
                        ? "no coroutines"
                        : Words.count(coroutines.size(), "coroutine") + " · " + Words.count(states, "state") + " · "
                                + Words.count(warnings, "warning"));
        for (String name : findings.transformed()) {
            out.leaf("p", name.replace('/', '.') + " is rewritten by Bobbin already", "class", "note");
        }
        out.close();
        contents(coroutines);
        out.open("main");
        for (int i = 0; i < coroutines.size(); i++) {
            coroutine(coroutines.get(i), "c" + (i + 1));
        }
        out.close().close().close();
        return out.toString();
    }

    private void contents(List<CoroutineReport> coroutines) {
        if (coroutines.size() < 2) {
            return;
        }
        out.open("nav").open("ul");
        for (int i = 0; i < coroutines.size(); i++) {
            CoroutineReport coroutine = coroutines.get(i);
            out.open("li").leaf("a", coroutine.name(), "href", "#c" + (i + 1));
            out.leaf("span", " " + coroutine.states().size(), "class", "faint");
            if (!coroutine.warnings().isEmpty()) {
                out.leaf("span", " ⚠", "class", "mark");
            }
            out.close();
        }
        out.close().close();
    }

    private void coroutine(CoroutineReport coroutine, String id) {
        out.open("section", "id", id);
        out.open("h2").text(coroutine.name() + " ");
        out.leaf("small", Words.place(coroutine, findings.sources()) + "  " + Words.head(coroutine))
                .close();
        for (WarningReport warning : coroutine.warnings()) {
            out.open("div", "class", "warning");
            out.leaf("strong", Words.line(warning.line()) + ": " + warning.message());
            out.leaf("code", warning.id()).leaf("p", warning.remedy()).close();
        }
        out.open("div", "class", "pair");
        source(coroutine);
        out.open("figure");
        if (coroutine.isStackful()) {
            out.leaf("p", Words.ON_STACK);
        } else {
            StateDiagram.draw(coroutine, id, out);
        }
        out.close().close();
        states(coroutine);
        slots(coroutine);
        FormSection.write(coroutine, out);
        out.close();
    }

    private void source(CoroutineReport coroutine) {
        List<String> lines = findings.sources().lines(coroutine.file());
        out.open("div", "class", "source");
        if (coroutine.line() < 1 || coroutine.lastLine() > lines.size()) {
            out.leaf("p", "The source is not at hand: name its directory with --source.", "class", "faint");
            out.close();
            return;
        }
        int first = firstLine(coroutine, lines);
        int last = lastLine(coroutine, lines, first);
        int indent = lines.subList(first - 1, last).stream()
                .filter(line -> !line.isBlank())
                .mapToInt(HtmlReport::indent)
                .min()
                .orElse(0);
        out.open("table", "class", "code").open("tbody");
        for (int number = first; number <= last; number++) {
            String line = lines.get(number - 1);
            int at = number;
            List<StateReport> here =
                    coroutine.states().stream().filter(s -> s.line() == at).toList();
            boolean warned = coroutine.warnings().stream().anyMatch(w -> w.line() == at);
            out.open("tr", "class", warned ? "warned" : here.isEmpty() ? "plain" : "awaits");
            out.leaf("td", "" + number, "class", "line");
            out.open("td", "class", "badges");
            here.forEach(state -> out.leaf("span", "" + state.number()));
            out.close();
            out.open("td")
                    .leaf("pre", line.length() <= indent ? "" : line.substring(indent))
                    .close();
            out.close();
        }
        out.close().close().close();
    }

    /** Back to the head of the method or lambda and its annotations, as far as that can be told from the text. */
    private static int firstLine(CoroutineReport coroutine, List<String> lines) {
        int first = coroutine.line();
        boolean head = false;
        while (first > 1 && coroutine.line() - first < MAX_HEAD) {
            String above = lines.get(first - 2);
            boolean ends = above.isBlank() || above.matches(".*([;}]|\\*/)\\s*") || above.matches(".*\\bclass .*");
            if (ends || head && !above.strip().startsWith("@")) {
                break;
            }
            head |= above.contains("Async<") || above.contains("->");
            first--;
        }
        return first;
    }

    /** The line that closes the method: class files tell only where its code ends. */
    private static int lastLine(CoroutineReport coroutine, List<String> lines, int first) {
        int indent = indent(lines.get(first - 1));
        for (int last = coroutine.lastLine(); last <= Math.min(lines.size(), coroutine.lastLine() + MAX_TAIL); last++) {
            String line = lines.get(last - 1);
            if (!line.isBlank() && indent(line) <= indent) {
                return last;
            }
        }
        return coroutine.lastLine();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private void states(CoroutineReport coroutine) {
        if (coroutine.states().isEmpty() && coroutine.atOnce().isEmpty()) {
            return;
        }
        out.open("div", "class", "wide").open("table", "class", "states").open("thead");
        row("th", "state", "awaits", "saved", "not saved", "then");
        out.close().open("tbody");
        for (StateReport state : coroutine.states()) {
            out.open("tr").open("td").leaf("span", "" + state.number(), "class", "badge");
            out.leaf("span", " " + Words.line(state.line()), "class", "faint").close();
            out.open("td").leaf("code", state.callee());
            out.leaf("div", state.reason().text(), "class", "faint").close();
            list(state.saved().stream().map(Words::saved).toList());
            list(Words.unsaved(state));
            out.leaf("td", Words.next(coroutine, state.number())).close();
        }
        for (CoroutineReport.AtOnce atOnce : coroutine.atOnce()) {
            out.open("tr").leaf("td", Words.line(atOnce.line()), "class", "faint");
            out.open("td").leaf("code", atOnce.callee()).close();
            out.leaf("td", "done at once: it needs no state", "colspan", "3", "class", "faint")
                    .close();
        }
        out.close().close().close();
    }

    private void list(List<String> entries) {
        out.open("td");
        entries.forEach(entry -> out.leaf("div", entry));
        if (entries.isEmpty()) {
            out.leaf("span", "–", "class", "faint");
        }
        out.close();
    }

    /** Who lies where at each state: a slot with several names is shared. */
    private void slots(CoroutineReport coroutine) {
        if (coroutine.slots().isEmpty()) {
            return;
        }
        out.open("div", "class", "wide")
                .open("table", "class", "slots")
                .open("thead")
                .open("tr");
        out.leaf("th", "slot");
        coroutine
                .states()
                .forEach(state -> out.open("th")
                        .leaf("span", "" + state.number(), "class", "badge")
                        .close());
        out.close().close().open("tbody");
        List<String> variables = coroutine.slots().stream()
                .flatMap(slot -> slot.uses().stream())
                .map(SlotReport.Use::name)
                .distinct()
                .toList();
        for (SlotReport slot : coroutine.slots()) {
            out.open("tr", "class", slot.isShared() ? "shared" : "single");
            out.open("th").leaf("code", slot.slot());
            out.leaf("span", " " + slot.bytes() + " bytes" + (slot.isShared() ? ", shared" : ""), "class", "faint");
            out.close();
            for (StateReport state : coroutine.states()) {
                String variable = variable(slot, state.number());
                int color = variables.indexOf(variable) % COLORS;
                out.leaf("td", variable, "class", variable.isEmpty() ? "free" : "use use" + color);
            }
            out.close();
        }
        out.close().close().close();
    }

    private static String variable(SlotReport slot, int state) {
        return slot.uses().stream()
                .filter(use -> use.states().contains(state))
                .map(SlotReport.Use::name)
                .findFirst()
                .orElse("");
    }

    private void row(String cell, String... texts) {
        out.open("tr");
        for (String text : texts) {
            out.leaf(cell, text);
        }
        out.close();
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
