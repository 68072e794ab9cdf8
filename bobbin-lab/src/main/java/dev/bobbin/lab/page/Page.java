package dev.bobbin.lab.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Remark;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A run as one page that needs no other file, no network and no script. */
public final class Page {
    private static final String STYLE = "page.css";

    private final FigureFile.Content run;
    private final Machine machine;
    private final Figures figures;
    private final Programs programs = new Programs();

    private Page(FigureFile.Content run) {
        this.run = run;
        this.machine = run.machine();
        this.figures = new Figures(run.figures());
    }

    /** The whole page. */
    public static String of(FigureFile.Content run) {
        return new Page(run).write();
    }

    private String write() {
        DomContent page = html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().withName("color-scheme").withContent("light dark"),
                                title("Bobbin lab, " + machine.date()),
                                style(rawHtml(css()))),
                        body(top(), contents(), main().with(parts())))
                .withLang("en");
        try {
            String text = page.render(FlatHtml.inMemory(Config.defaults().withEmptyTagsClosed(true)))
                    .toString();
            return "<!DOCTYPE html>\n" + legal(text) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
    }

    /** Control characters, which a program's source may hold, have no place in a page. */
    private static String legal(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]", "\ufffd");
    }

    private List<DomContent> parts() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(howToRead());
        parts.add(h2("Targets").withId("targets"));
        parts.add(TargetSection.of(Targets.ALL, figures));
        parts.add(h2("Claimed and measured").withId("claims"));
        ClaimSection.ALL.forEach(claim -> parts.add(ClaimSection.of(claim, figures)));
        parts.add(h2("Benches").withId("benches"));
        if (figures.all().isEmpty()) {
            parts.add(p("Nothing was measured.").withClass("missing"));
        }
        figures.benches().forEach(bench -> parts.add(BenchSection.of(bench, figures, programs)));
        if (!run.rejected().isEmpty() || !run.notes().isEmpty()) {
            parts.add(h2("Beside the figures").withId("remarks"));
            parts.add(remarks());
        }
        List<DomContent> peers = ProgramList.ofPeers(figures, programs);
        if (!peers.isEmpty()) {
            parts.add(h2("Programs of other languages").withId("programs"));
            parts.addAll(peers);
        }
        return parts;
    }

    private DomContent top() {
        return header(
                h1("Bobbin lab"),
                p(machine.date() + " · " + machine.cpu() + ", " + machine.cores() + " cores · "
                                + figures.all().size() + " figures")
                        .withClass("note"),
                div().with(warnings()),
                machine());
    }

    /** What makes the figures worse than they could be. */
    private List<DomContent> warnings() {
        List<DomContent> warnings = new ArrayList<>();
        if (run.interrupted()) {
            warnings.add(
                    warning("This run was interrupted: some of what it was to measure is missing, or has fewer runs."));
        }
        if (run.settings().quick()) {
            warnings.add(warning("This run was a quick one: less of everything, and short. Its figures are rough."));
        }
        if (machine.load() > machine.cores() / 2.0) {
            warnings.add(warning("The machine was busy when this run began, with a load of " + rounded(machine.load())
                    + " on " + machine.cores() + " cores: times are too long, and ratios rough."));
        }
        if (!machine.isSteady()) {
            warnings.add(warning("The machine became slower or faster meanwhile: the same loop took up to "
                    + rounded(machine.drift()) + " times its fastest time. Times of different rounds differ by that."));
        }
        return warnings;
    }

    private static DomContent warning(String text) {
        return p(text).withClass("busy");
    }

    private static String rounded(double load) {
        return String.format(Locale.ROOT, "%.2f", load);
    }

    private DomContent machine() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("System", machine.os() + ", " + machine.arch());
        facts.put("Processor", machine.cpu() + ", " + machine.cores() + " cores");
        facts.put("Load before", machine.load() < 0 ? "unknown" : rounded(machine.load()));
        if (machine.calibration().size() > 1) {
            facts.put("Drift of the same loop", rounded(100 * (machine.drift() - 1)) + " %");
        }
        facts.put("Rounds", Integer.toString(run.settings().rounds()));
        facts.put("JDKs", String.join("; ", machine.jdks()));
        facts.put("JDK of the lab", machine.jdk());
        facts.put("Bobbin", machine.bobbin());
        machine.toolchains().forEach(facts::put);
        List<DomContent> list = new ArrayList<>();
        facts.forEach((name, value) -> list.add(div(dt(name), dd(value))));
        List<DomContent> flags = new ArrayList<>();
        machine.flags().forEach((trial, flag) -> flags.add(div(dt(trial), dd(String.join(" ", flag)))));
        return div(
                        dl().with(list).withClass("facts"),
                        Fold.of("Flags of the JVMs", dl().with(flags).withClass("facts flags")))
                .withClass("card machine");
    }

    private DomContent contents() {
        List<DomContent> claims = new ArrayList<>();
        ClaimSection.ALL.forEach(c -> claims.add(li(a(c.title()).withHref("#" + c.id()))));
        List<DomContent> benches = new ArrayList<>();
        figures.benches().forEach(b -> benches.add(li(a(b).withHref("#" + BenchSection.id(b)))));
        return nav(
                p(a("Targets").withHref("#targets")),
                p(a("Claimed and measured").withHref("#claims")),
                ol().with(claims),
                p(a("Benches").withHref("#benches")),
                ul().with(benches).withClass("inline"));
    }

    private DomContent howToRead() {
        return section(
                        h2("How to read it"),
                        ul(
                                li(
                                        "A value is the median of its runs, each in a process of its own. Dots on a bar are the runs, the thin line goes"
                                                + " from the lowest to the highest. Point at a bar, a dot or a value to see them all."),
                                li(
                                        "Bars are sorted, the best first; beside each stands how many times worse than the best it is."),
                                li(
                                        ClaimSection.NOISE
                                                + " marks a difference that may be none: the runs of the two overlap, or there is one only, which says nothing of that."),
                                li(
                                        "Compare what stands in one chart. Two machines, or two runs, differ by more than many subjects do."),
                                li("Nothing here was measured elsewhere: what is missing says so.")),
                        div(figures.subjects().map(BenchSection::swatch).toArray(DomContent[]::new))
                                .withClass("names legend"))
                .withClass("card");
    }

    private DomContent remarks() {
        List<DomContent> items = new ArrayList<>();
        run.rejected().forEach(remark -> items.add(remark("rejected: ", "rejected", remark)));
        run.notes().forEach(remark -> items.add(remark("", "what", remark)));
        return section().with(items).withClass("card remarks");
    }

    private static DomContent remark(String kind, String style, Remark remark) {
        String jdk = remark.jdk() == 0 ? "" : ", JDK " + remark.jdk();
        String trial = remark.bench() + " " + remark.param() + ", " + remark.subject() + jdk;
        return div(span(kind + trial).withClass(style), pre(remark.text()));
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(STYLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
