package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.cli.inspect.HtmlReport;
import dev.bobbin.compiler.Options;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of inspect. */
class InspectPageTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("bobbin.root")).resolve("examples/C10k.java");

    @TempDir
    Path dir;

    @Test
    void page_parsed_isWellFormedAndDrawsEachState() throws Exception {
        // given
        Inspected inspected = Inspected.of(EXAMPLE, Options.forms());

        // when
        Document page = parse(HtmlReport.of(inspected.findings("C10k.java")));

        // then
        NodeList sections = page.getElementsByTagName("section");
        assertThat(sections.getLength())
                .isEqualTo(inspected.inspection().coroutines().size());
        for (int i = 0; i < sections.getLength(); i++) {
            var coroutine = inspected.inspection().coroutines().get(i);
            Element section = (Element) sections.item(i);
            assertThat(section.getParentNode().getNodeName()).isEqualTo("main");
            assertThat(styled(section, "rect", "box"))
                    .isEqualTo(coroutine.states().size());
            assertThat(styled(section, "path", "edge"))
                    .isEqualTo(coroutine.edges().size());
            assertThat(section.getElementsByTagName("pre").getLength()).isPositive();
        }
    }

    @Test
    void page_opened_needsNoOtherFile() throws Exception {
        String text = HtmlReport.of(Inspected.of(EXAMPLE, Options.forms()).findings("C10k.java"));

        Document page = parse(text);

        for (String tag : new String[] {"script", "link", "img", "iframe", "object", "image", "use"}) {
            assertThat(page.getElementsByTagName(tag).getLength()).as(tag).isZero();
        }
        NodeList all = page.getElementsByTagName("*");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getAttribute("src")).isEmpty();
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("id is unique")
                        .isTrue();
            }
        }
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            String reference = element.getAttribute("href") + element.getAttribute("marker-end");
            if (!reference.isEmpty()) {
                assertThat(ids).contains(reference.replaceAll(".*#|\\)", ""));
            }
        }
        assertThat(page.getElementsByTagName("style").item(0).getTextContent())
                .doesNotContain("url(", "@import", "&", "<", ">");
    }

    @Test
    void page_ofSourceWithMarkup_showsItAsText() throws Exception {
        Inspected inspected = Inspected.ofMembers(dir, """
                static Async<String> test(String s) throws Exception {
                    Thread.sleep(1); // <script>alert("&amp;")</script> \u0001 \f ]]>
                    Bobbin.yieldNow().await();
                    return done("<b>" + s);
                }
                """);

        Document page = parse(HtmlReport.of(inspected.findings("<Test> & co")));

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("<Test> & co");
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert(\"&amp;\")</script>");
        assertThat(styled(page.getDocumentElement(), "div", "warning")).isEqualTo(1);
        assertThat(styled(page.getDocumentElement(), "tr", "warned")).isEqualTo(1);
    }

    @Test
    void page_withoutCoroutines_saysSo() throws Exception {
        Document page = parse(HtmlReport.of(Inspected.ofMembers(dir, "").findings("Test.java")));

        assertThat(page.getDocumentElement().getTextContent()).contains("no coroutines");
    }

    private static int styled(Element in, String tag, String style) {
        NodeList found = in.getElementsByTagName(tag);
        int n = 0;
        for (int i = 0; i < found.getLength(); i++) {
            if (Set.of(((Element) found.item(i)).getAttribute("class").split(" "))
                    .contains(style)) {
                n++;
            }
        }
        return n;
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}
