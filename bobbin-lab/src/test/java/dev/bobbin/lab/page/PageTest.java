package dev.bobbin.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.figure.Remark;
import dev.bobbin.lab.figure.Settings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PageTest {
    private static final Machine MACHINE = new Machine(
            "Linux <6.1>",
            "amd64",
            "A \"fast\" & <b>cheap</b> one",
            2,
            0.25,
            "17.0.15",
            List.of("17.0.15", "25.0.1"),
            Map.of("resume depth=1", List.of("-Xmx512m", "-D<x>=\"&\"")),
            Map.of("go", "go version go1.19.8"),
            "2025-01-01T00:00:00Z",
            "0.1.0",
            "0",
            List.of(30.0, 31.5));

    private static final Settings SETTINGS = new Settings(List.of(), List.of(), List.of(), 3, false);

    private static final List<Figure> FIGURES = List.of(
            figure("call", "depth=10", "bobbin-fused", "ns/op", 17, 2.7, 2.8, 2.9),
            figure("call", "depth=10", "bobbin-fused", "B/op", 17, 0, 0, 0),
            figure("call", "depth=10", "java-plain", "ns/op", 17, 2.6, 2.75, 2.8),
            figure("call", "depth=10", "java-plain", "B/op", 17, 0, 0, 0),
            figure("call", "depth=10", "go", "ns/op", 0, 300),
            figure("resume", "depth=1", "bobbin-fused", "ns/op", 17, 30, 31),
            figure("resume", "depth=10", "bobbin-fused", "ns/op", 17, 32, 33),
            figure("resume", "depth=30", "bobbin-fused", "ns/op", 17, 33, 34),
            figure("resume", "depth=100", "bobbin-fused", "ns/op", 17, 34, 35),
            figure("parked", "depth=3,locals=4", "bobbin-push", "objects", 17, 4),
            figure("parked", "depth=3,locals=4", "bobbin-push", "heap-bytes", 17, 144),
            figure("parked", "depth=3,locals=4", "bobbin-push", "heap-bytes", 25, 144.004));

    private static Figure figure(String bench, String param, String subject, String metric, int jdk, double... runs) {
        List<Double> raw = new ArrayList<>();
        for (double run : runs) {
            raw.add(run);
        }
        return Figure.of(bench, Param.of(param), subject, metric, raw, jdk);
    }

    private static FigureFile.Content run(List<Figure> figures) {
        return new FigureFile.Content(MACHINE, SETTINGS, false, figures, List.of(), List.of());
    }

    private static Document page(List<Figure> figures) {
        return page(run(figures));
    }

    private static Document page(FigureFile.Content run) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document page = Jsoup.parse(Page.of(run), "", parser);
        assertThat(parser.getErrors()).isEmpty();
        return page;
    }

    @Test
    void page_parsed_hasEachFigureOnceWithEveryRun() {
        Document page = page(FIGURES);

        List<Element> rows = page.select("table.figures tbody tr");
        assertThat(rows).hasSameSizeAs(FIGURES);
        for (int i = 0; i < FIGURES.size(); i++) {
            Figure figure = FIGURES.get(i);
            Element row = page.getElementById("f" + (i + 1));
            assertThat(row).isNotNull();
            assertThat(row.select("td").eachText())
                    .startsWith(
                            figure.param(),
                            figure.subject(),
                            figure.jdk() == 0 ? "–" : "" + figure.jdk(),
                            figure.metric(),
                            figure.rounded(figure.value()).toPlainString());
            assertThat(row.select("td").last().text().split(" ")).hasSize(figure.runs());
        }
    }

    @Test
    void page_parsedAsXml_isWellFormedWithAllItsDrawings() throws Exception {
        String text = Page.of(run(FIGURES));

        var xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));

        // Two bar charts of call and one of parked on each JDK, a line chart of resume and its four bar charts; markers
        // are nested.
        assertThat(page(FIGURES).select("figure.chart > svg")).hasSize(8);
        assertThat(xml.getElementsByTagName("figure").getLength()).isEqualTo(8);
    }

    @Test
    void page_opened_needsNoOtherFileAndNoScript() {
        Document page = page(FIGURES);

        assertThat(page.select("script, link, img, iframe, object, image, use, [src], [onclick]"))
                .isEmpty();
        assertThat(page.select("style").html()).doesNotContain("url(", "@import", "<", "&");
        Set<String> ids = new HashSet<>(page.select("[id]").eachAttr("id"));
        assertThat(page.select("[id]")).hasSameSizeAs(ids);
        assertThat(page.select("[href]").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(href).startsWith("#"))
                .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
    }

    @Test
    void page_ofTextsWithMarkup_showsThemAsText() {
        String evil = "</pre><script>alert(\"&amp;\")</script>\u0001 ]]>";

        Document page = page(new FigureFile.Content(
                MACHINE,
                SETTINGS,
                false,
                List.of(figure("call", "depth=10", "<i>x</i>", "<u>", 17, 1)),
                List.of(new Remark("call", "depth=1", "<depth>", 17, evil)),
                List.of(new Remark("call", "depth=1", "go", 0, evil))));

        assertThat(page.select("script, i, u")).isEmpty();
        assertThat(page.select(".facts").text()).contains(MACHINE.cpu(), MACHINE.os(), "-D<x>=\"&\"");
        assertThat(page.select(".remarks pre").eachText())
                .containsOnly(evil.replace('\u0001', '\ufffd'))
                .hasSize(2);
        assertThat(page.select(".remarks .rejected").text()).isEqualTo("rejected: call depth=1, <depth>, JDK 17");
        assertThat(page.select("table.figures td").eachText()).contains("<i>x</i>", "<u>");
    }

    @Test
    void bars_areSortedWithTheBestFirstAndTheirRatios() {
        Document page = page(FIGURES);

        Element call = page.select("#bench-call svg.bars").first();
        assertThat(call.select(".name").eachText()).containsExactly("java-plain", "bobbin-fused", "go");
        assertThat(call.select(".ratio").eachText()).containsExactly("best", "~ 1.02 ×", "~ 109 ×");
        assertThat(call.select("title").first().wholeText()).contains("3 runs: 2.6 ns  2.75 ns  2.8 ns");
        assertThat(call.select("circle.run")).hasSize(6);
        assertThat(call.parent().select("figcaption").text())
                .isEqualTo("depth=10 · JDK 17 time of an operation, log scale");
        assertThat(call.select(".tick").eachText()).containsExactly("1 ns", "10 ns", "100 ns");
    }

    @Test
    void bars_ofNothing_areASentence() {
        assertThat(page(FIGURES).select("#bench-call").text())
                .contains("Nothing, for all subjects: allocated by an operation, depth=10 · JDK 17.");
    }

    @Test
    void line_overANumber_hasAMarkForEachValueAndALabel() {
        Element chart = page(FIGURES).select("#bench-resume svg.lines").first();

        assertThat(chart.select("svg svg title").eachText()).hasSize(4);
        assertThat(chart.select(".name").eachText()).containsExactly("fused");
        assertThat(chart.select(".tick").eachText()).contains("1", "10", "30", "100", "depth, log scale");
    }

    @Test
    void subject_everywhere_hasOneColour() {
        Document page = page(FIGURES);

        assertThat(page.select("g.row"))
                .allSatisfy(row -> assertThat(row.classNames())
                        .contains("s-" + row.select(".name").text()));
        String style = page.select("style").html();
        assertThat(Subject.known())
                .allSatisfy(
                        s -> assertThat(style.split("\\." + s.style() + " \\{")).hasSize(3));
    }

    @Test
    void claims_haveTheMeasuredBesideTheClaimed() {
        Document page = page(FIGURES);

        assertThat(page.select("section.claim")).hasSize(11);
        Element push = page.select("#claim-1 tbody tr").first();
        assertThat(push.select("th, td").eachText())
                .containsExactly("push", "4", "4 JDK 17", "~256", "144 B JDK 17 144 B JDK 25");
        assertThat(push.select("a").eachAttr("href")).containsExactly("#f10", "#f11", "#f12");
        assertThat(push.select("svg.meter rect").eachAttr("width")).containsExactly("100.00%", "100.00%", "100.00%");
        Element pull = page.select("#claim-1 tbody tr").get(1);
        assertThat(pull.select("td.missing").eachText()).hasSize(2).containsOnly("not measured in this run");
        assertThat(page.select("#claim-8 p").last().text())
                .isEqualTo("What is not there comes with: ./bobbin lab --only echo");
    }

    @Test
    void targets_areAllThereWhateverWasMeasured() {
        Document page = page(FIGURES);

        assertThat(page.select("table.targets tbody tr")).hasSameSizeAs(Targets.ALL);
        assertThat(page.select("tr[data-outcome=met] td:first-child div:first-child")
                        .eachText())
                .containsExactly(
                        "call, depth 10: at most 1.3 times plain Java",
                        "call, depth 10: 3 times faster than Go",
                        "call, depth 10: 0 bytes allocated",
                        "resume, depth 100: at most 1.2 times its own depth 1");
        assertThat(page.select("tr[data-outcome='not measured'] td.missing").eachText())
                .containsOnly("not measured in this run")
                .hasSize(Targets.ALL.size() - 4);
        assertThat(page.select(".counts span").eachText())
                .containsExactly("4 met", "0 missed", (Targets.ALL.size() - 4) + " not measured");
    }

    @Test
    void programs_areAClickAway() {
        Document page = page(FIGURES);

        Element plain = page.select("#bench-call .programs details").get(1);
        assertThat(plain.select("summary").text()).isEqualTo("Program of java-plain");
        assertThat(plain.select("h4").eachText()).containsExactly("PlainCall.java", "PlainLevels.java");
        assertThat(plain.select("pre").text()).contains("class PlainLevels");
        assertThat(page.select("#bench-call .elsewhere a").eachAttr("href")).containsExactly("#program-go");
        assertThat(page.getElementById("program-go").select("h4").eachText()).contains("main.go", "harness.go");
    }

    @Test
    void page_ofAnUnsteadyQuickAndInterruptedRun_warnsAtTheTop() {
        Settings quick = new Settings(List.of(), List.of(), List.of(), 1, true);
        Machine unsteady =
                new Machine("", "", "", 2, 1.5, "", List.of(), Map.of(), Map.of(), "", "", "", List.of(30.0, 45.0));

        Document page = page(new FigureFile.Content(unsteady, quick, true, List.of(), List.of(), List.of()));

        assertThat(page.select("header .busy").eachText())
                .satisfiesExactly(
                        line -> assertThat(line).contains("interrupted"),
                        line -> assertThat(line).contains("quick"),
                        line -> assertThat(line).contains("a load of 1.50 on 2 cores"),
                        line -> assertThat(line).contains("1.50 times"));
        assertThat(page(FIGURES).select("header .busy")).isEmpty();
        assertThat(page(FIGURES).select(".facts").text()).contains("Drift of the same loop 5.00 %");
    }

    @Test
    void page_ofNothing_saysSo() {
        Document page = page(List.of());

        assertThat(page.select("main").text()).contains("Nothing was measured.");
        assertThat(Stream.of(page.select("svg"), page.select("table.figures"))).allMatch(List::isEmpty);
    }
}
