package dev.bobbin.site;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.aside;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around the middle of a page. It needs no script, and nothing from elsewhere. */
final class Frame {
    /** A bobbin, seen from the side. */
    private static final String SIGN =
            "<svg viewBox='0 0 24 24' aria-hidden='true'><rect x='4' y='2' width='16' height='3.4' rx='1.7'/>"
                    + "<rect x='4' y='18.6' width='16' height='3.4' rx='1.7'/><path d='M7 8h10M7 10.7h10M7 13.4h10M7 16.1h10'/></svg>";

    private static final String ICON =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
                    + "%3Cg fill='%230c7a70'%3E%3Crect x='4' y='2' width='16' height='3.4' rx='1.7'/%3E"
                    + "%3Crect x='4' y='18.6' width='16' height='3.4' rx='1.7'/%3E%3C/g%3E"
                    + "%3Cpath d='M7 8h10M7 10.7h10M7 13.4h10M7 16.1h10' stroke='%23c2553a' stroke-width='1.7'/%3E%3C/svg%3E";

    private final Navigation navigation;
    private final Path at;

    /** @param at where the page will be */
    Frame(Navigation navigation, Path at) {
        this.navigation = navigation;
        this.at = at;
    }

    String document(Document document, String middle) {
        List<Heading> parts = document.headings().stream()
                .filter(heading -> heading.level() == 2 || heading.level() == 3)
                .toList();
        boolean hasParts = parts.size() > 1;
        int title = middle.indexOf("</h1>") + "</h1>".length(); // a document begins with it
        DomContent[] content = {
            rawHtml(middle.substring(0, title)),
            iff(hasParts, details(summary("On this page"), contents(parts)).withClass("contents")),
            rawHtml(middle.substring(title)),
        };
        return page(
                document.title(),
                document,
                main(article(content).withLang(document.language()), neighbours(document))
                        .withId("text"),
                hasParts ? aside(h2("On this page"), contents(parts)).withClass("contents") : null);
    }

    /** A file that is no document, to be read. */
    String source(Path file, String text) {
        String name = Place.name(file);
        String language = name.substring(name.lastIndexOf('.') + 1);
        return page(
                name,
                null,
                main(article(
                                        h1(name),
                                        pre(code(rawHtml(Highlight.html(language, text))))
                                                .withClass(language)
                                                .attr("tabindex", 0))
                                .withClass("source"))
                        .withId("text"),
                null);
    }

    String folder(Path folder, List<Path> files, Sources sources) {
        return page(
                Place.name(folder),
                null,
                main(article(
                                h1(Place.name(folder)),
                                ul(each(
                                        files,
                                        file -> li(a(file.getFileName().toString())
                                                .withHref(Place.href(at, sources.placeOf(file))))))))
                        .withId("text"),
                null);
    }

    private String page(String title, @Nullable Document document, DomContent middle, @Nullable DomContent contents) {
        DomContent page = html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().withName("color-scheme").withContent("light dark"),
                                title(isHome() ? "Bobbin: coroutines for Java" : title + " · Bobbin"),
                                link().withRel("icon").withHref(ICON),
                                link().withRel("stylesheet").withHref(Place.href(at, Path.of("site.css")))),
                        body(
                                        a("To the text").withHref("#text").withClass("skip"),
                                        header(
                                                home(),
                                                a("Pages").withHref("#pages").withClass("to-pages")),
                                        middle,
                                        contents,
                                        nav(each(navigation.sections(), section -> section(section, document)))
                                                .withId("pages")
                                                .attr("aria-label", "Pages"),
                                        footer("Bobbin, coroutines for Java. Made of the files in its repository."))
                                .withCondClass(contents != null, "with-contents"))
                .withLang("en");
        try {
            return "<!DOCTYPE html>\n"
                    + page.render(FlatHtml.inMemory(Config.defaults().withEmptyTagsClosed(true)))
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
    }

    private boolean isHome() {
        return at.equals(Path.of("index.html"));
    }

    private DomContent home() {
        return a(rawHtml(SIGN), span("Bobbin"))
                .withHref(Place.href(at, Path.of("index.html")))
                .withClass("home");
    }

    private DomContent section(Navigation.Section section, @Nullable Document current) {
        return each(h2(section.title()), entries(section.entries(), current));
    }

    private DomContent entries(List<Navigation.Entry> entries, @Nullable Document current) {
        return ul(each(entries, entry -> {
            var link = to(entry.page());
            boolean isCurrent = entry.page().equals(current);
            boolean isOpen = isFirst(entry) || current != null && entry.contains(current);
            return li(
                    isCurrent ? link.attr("aria-current", "page") : link,
                    iff(isOpen && !entry.below().isEmpty(), entries(entry.below(), current)));
        }));
    }

    /** The guide is open on every page. */
    private boolean isFirst(Navigation.Entry entry) {
        return navigation.sections().get(0).entries().get(0).equals(entry);
    }

    private j2html.tags.specialized.ATag to(Document page) {
        return a(page.title())
                .withHref(Place.href(at, Place.ofDocument(page.file())))
                .withCondLang(!page.language().equals("en"), page.language());
    }

    private DomContent contents(List<Heading> parts) {
        return ol(each(
                parts, part -> li(a(part.text()).withHref("#" + part.id())).withClass("level-" + part.level())));
    }

    private DomContent neighbours(Document document) {
        Document before = navigation.before(document);
        Document after = navigation.after(document);
        return nav(
                        before == null ? null : to(before).withClass("before").withRel("prev"),
                        after == null ? null : to(after).withClass("after").withRel("next"))
                .withClass("neighbours")
                .attr("aria-label", "Before and after");
    }
}
