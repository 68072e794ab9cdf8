package dev.bobbin.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this house. */
class SiteTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    private static final Map<Path, Document> PARSED = new HashMap<>();

    @TempDir
    static Path site = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        assertThat(Site.write(ROOT.toRealPath(), site)).isEmpty();
    }

    @Test
    void pages_areHtml_withoutAnErrorOfTheParser() throws IOException {
        for (Path page : pages()) {
            Parser parser = Parser.htmlParser().setTrackErrors(10);
            Jsoup.parse(Files.readString(page), "", parser);
            assertThat(parser.getErrors()).as(page.toString()).isEmpty();
        }
    }

    @Test
    void links_ofAllPages_leadToFilesAndElementsOfTheSite() throws IOException {
        for (Path page : pages()) {
            for (Element link : parsed(page).select("a[href], link[rel=stylesheet], img[src]")) {
                String target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                if (target.matches("https?:.*")) {
                    continue;
                }
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                assertThat(file).as("%s in %s", target, page).isRegularFile();
                if (parts.length == 2) {
                    assertThat(parsed(file).getElementById(parts[1]))
                            .as("%s in %s", target, page)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void pages_fetchNothingFromElsewhere() throws IOException {
        for (Path page : pages()) {
            Document html = parsed(page);
            assertThat(html.select("script, iframe, link[href^=http], img[src^=http]"))
                    .as(page.toString())
                    .isEmpty();
        }
        assertThat(Files.readString(site.resolve("site.css"))).doesNotContain("http", "@import", "url(");
    }

    @Test
    void guide_isInTheNavigationOfEachPage_inTheOrderOfItsIndex() throws IOException {
        List<String> index =
                parsed(site.resolve("docs/guide/index.html")).select("article > ul > li > a:first-child").stream()
                        .map(link -> link.attr("href"))
                        .toList();
        Set<String> pages;
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
            pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> name.replace(".md", ".html"))
                    .collect(Collectors.toSet());
        }

        assertThat(pages).isNotEmpty().isSubsetOf(Set.copyOf(index));
        Document first = parsed(site.resolve("docs/guide").resolve(index.get(0)));
        assertThat(first.select("#pages > ul:first-of-type > li > ul > li > a").eachAttr("href"))
                .isEqualTo(index);
        assertThat(first.select("#pages a[aria-current=page]").eachAttr("href")).isEqualTo(index.subList(0, 1));
    }

    @Test
    void neighbours_followOneAnother_throughAllPagesThatHaveAPlace() throws IOException {
        Path page = site.resolve("index.html");
        int count = 1;
        for (Element next = next(page); next != null; next = next(page)) {
            Path after = page.resolveSibling(next.attr("href")).normalize();
            String back = parsed(after).select(".neighbours [rel=prev]").attr("href");
            assertThat(after.resolveSibling(back).normalize()).isEqualTo(page);
            page = after;
            count++;
        }

        // All documents but the list of them, which is the navigation.
        assertThat(count).isEqualTo(new House(ROOT).documents().size() - 1);
    }

    private static Element next(Path page) throws IOException {
        return parsed(page).selectFirst(".neighbours [rel=next]");
    }

    @Test
    void page_hasItsHeadingsAsContents_itsTablesInBoxes_itsCodeInColours() throws IOException {
        Document page = parsed(site.resolve("docs/guide/blocking.html"));

        assertThat(page.title()).isEqualTo("Code that blocks · Bobbin");
        assertThat(page.select("aside a").eachText()).contains("How it is found", "Before it runs", "Locks");
        assertThat(page.select("article table"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.parent().className()).isEqualTo("table"));
        assertThat(page.select("pre.java .await").eachText()).contains("await()");
        assertThat(page.select("pre.java .keyword").eachText()).contains("static", "throws", "return");
        assertThat(page.select("article").text()).doesNotContain("<!--");
    }

    @Test
    void source_thatAPageNames_isAPageOfTheSite() throws IOException {
        Document page = parsed(site.resolve("docs/guide/blocking.html"));
        String href = page.select("a:containsOwn(NoColour)").attr("href");

        assertThat(href).isEqualTo("../../examples/NoColour.java.html");
        assertThat(parsed(site.resolve("examples/NoColour.java.html"))
                        .select("pre.java code")
                        .text())
                .isEqualToNormalizingWhitespace(Files.readString(ROOT.resolve("examples/NoColour.java")));
    }

    @Test
    void report_ofTheLab_isOnTheSiteAsItIs() throws IOException {
        Document page = parsed(site.resolve("docs/lab/index.html"));
        String href = page.select("a:containsOwn(report)").attr("href");

        assertThat(href).isEqualTo("full.html");
        assertThat(site.resolve("docs/lab/full.html")).hasSameBinaryContentAs(ROOT.resolve("docs/lab/full.html"));
        assertThat(site.resolve("docs/lab/full.json")).hasSameBinaryContentAs(ROOT.resolve("docs/lab/full.json"));
    }

    private static Document parsed(Path page) throws IOException {
        Document known = PARSED.get(page);
        if (known == null) {
            known = Jsoup.parse(page);
            PARSED.put(page, known);
        }
        return known;
    }

    /** Those that were made; the lab's report, which is copied, has tests of its own. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !Files.exists(ROOT.resolve(site.relativize(file))))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(40);
            return pages;
        }
    }
}
