package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.figure.Settings;
import dev.bobbin.lab.figure.Table;
import dev.bobbin.lab.page.Page;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report command, and that the page asks for what the benches measure. */
class ReportTest {
    /** Of all benches together. */
    private static final List<String> METRICS = List.of(
            "ns/op",
            "B/op",
            "heap-bytes",
            "rss-bytes",
            "objects",
            "ops/s",
            "p50-us",
            "p99-us",
            "class-bytes",
            "ms",
            "switches/op",
            "cpu-percent");

    private static final Machine MACHINE = new Machine(
            "Linux 6.1",
            "amd64",
            "a processor",
            2,
            0.25,
            "17",
            List.of("17"),
            Map.of(),
            Map.of(),
            "2025-01-01",
            "0.1",
            "0",
            List.of());

    private static final Settings SETTINGS = new Settings(List.of(), List.of(), List.of(), 2, false);

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    /** Each trial of each bench on a JDK with all that benches ask for, as if it had given every metric. */
    private static List<Figure> everything() {
        List<Jdk> jdks = List.of(new Jdk(Path.of("/jdk"), 25, "25"));
        List<Figure> figures = new ArrayList<>();
        for (Bench bench : Benches.ALL) {
            List<Figure> own = new ArrayList<>();
            for (Trial trial : Plan.of(List.of(bench.name()), List.of(), new Bench.Jdks(jdks, jdks))) {
                for (String metric : METRICS) {
                    own.add(Figure.of(
                            bench.name(),
                            trial.param(),
                            trial.subject(),
                            metric,
                            List.of(2.0),
                            trial.jdk().isNone() ? 0 : 25));
                }
            }
            figures.addAll(own);
            figures.addAll(bench.derived().apply(own));
        }
        return figures;
    }

    private static FigureFile.Content run(List<Figure> figures) {
        return new FigureFile.Content(MACHINE, SETTINGS, false, figures, List.of(), List.of());
    }

    @Test
    void page_ofAllBenches_missesNothingThatItAsksFor() {
        Document page = Jsoup.parse(Page.of(run(everything())));

        assertThat(page.select("tr[data-outcome='not measured'] td:first-child").eachText())
                .as("targets")
                .isEmpty();
        assertThat(page.select("section.claim tr:has(td.missing) th").eachText())
                .as("rows of claims")
                .isEmpty();
        assertThat(page.select("section.claim > .missing").eachText())
                .as("tables of claims")
                .isEmpty();
    }

    @Test
    void page_ofAllBenches_saysWhatEachIsAndShowsTheProgramOfEachSubject() {
        Document page = Jsoup.parse(Page.of(run(everything())));

        for (Bench bench : Benches.ALL) {
            var section = page.getElementById("bench-" + bench.name());
            assertThat(section.select("p.note").text()).as(bench.name()).isNotEmpty();
            assertThat(section.select(".programs .subject").eachText())
                    .as(bench.name())
                    .containsExactlyInAnyOrderElementsOf(bench.subjects());
        }
    }

    @Test
    void report_ofAFile_writesThePageAndCsvAndPrintsTheTable() throws IOException {
        List<Figure> figures =
                List.of(Figure.of("call", Param.of("depth=10"), "bobbin-fused", "ns/op", List.of(2.5, 2.75), 17));
        Path file = directory.resolve("figures.json");
        Path page = directory.resolve("report.html");
        Path csv = directory.resolve("report.csv");
        FigureFile.write(file, run(figures));

        int status = run("report", file.toString(), "--html", page.toString(), "--csv", csv.toString());

        assertThat(err).hasToString("");
        assertThat(status).isZero();
        assertThat(out).hasToString(Table.of(figures));
        assertThat(page).hasContent(Page.of(run(figures)));
        assertThat(Files.readString(csv)).contains("\r\ncall,depth=10,bobbin-fused,17,ns/op,2.625,0.125,2.5,2.75,2,");
    }

    @Test
    void report_ofNoFile_saysSo() {
        Path file = directory.resolve("none.json");

        int status = run("report", file.toString());

        assertThat(err.toString()).startsWith("bobbin lab report: ").contains("none.json");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void html_inADirectoryThatIsNotThere_isRefusedBeforeAnythingRuns() {
        Path file = directory.resolve("no/report.html");

        int status = run("--html", file.toString());

        assertThat(err)
                .hasToString("bobbin lab: --html " + file + ": cannot write to " + file.getParent()
                        + System.lineSeparator());
        assertThat(status).isEqualTo(2);
    }

    /** What is kept in docs/lab, and what the page kept beside it and the guide say of it. */
    @Test
    void fullRun_thatIsKept_isShownWithAllItsTargets() throws IOException {
        Path docs = Path.of(System.getProperty("bobbin.root"), "docs");
        Path page = directory.resolve("page.html");

        assertThat(run("report", docs.resolve("lab/full.json").toString(), "--html", page.toString()))
                .isZero();

        assertThat(out.toString()).contains("skynet", "rust-tokio", "loom-continuation");
        Document made = Jsoup.parse(page);
        List<String> counts = counts(made);
        assertThat(counts).hasSize(3).contains("0 not measured");
        assertThat(counts(Jsoup.parse(docs.resolve("lab/full.html")))).isEqualTo(counts);
        int targets = made.select("table.targets tbody tr").size();
        assertThat(docs.resolve("lab.md"))
                .content()
                .contains(counts.get(0).replace(" met", " of " + targets + " are met"));
    }

    /** How many targets are met, missed and not measured, as a page says it. */
    private static List<String> counts(Document page) {
        return page.select(".counts span").eachText();
    }

    private int run(String... arguments) {
        CommandLine lab = Lab.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
        return lab.execute(arguments);
    }
}
