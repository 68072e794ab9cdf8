package dev.bobbin.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of reading. {@code docs/README.md} has the sections and what is in them; a page that is the index of a folder has the pages
 * of that below it. Whatever an item of a list, or the row of a table, begins with is a page's place.
 */
final class Navigation {
    /** A page, and what stands below it. */
    record Entry(Document page, List<Entry> below) {
        boolean contains(Document document) {
            return page.equals(document) || below.stream().anyMatch(entry -> entry.contains(document));
        }
    }

    /** Pages under one heading. */
    record Section(String title, List<Entry> entries) {}

    private static final Path CONTENTS = Path.of("docs", Place.INDEX);

    private final House house;
    private final List<Section> sections = new ArrayList<>();
    private final Set<Document> placed = new LinkedHashSet<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    Navigation(House house) {
        this.house = house;
        placed.add(required(Path.of(Place.INDEX)));
        Document contents = required(CONTENTS);
        List<Heading> titles = contents.headings().stream()
                .filter(heading -> heading.level() == 2)
                .toList();
        for (int i = 0; i < titles.size(); i++) {
            int from = titles.get(i).line();
            int to = i + 1 < titles.size() ? titles.get(i + 1).line() : Integer.MAX_VALUE;
            List<Link> below = contents.links().stream()
                    .filter(link -> from < link.line() && link.line() < to)
                    .toList();
            sections.add(new Section(titles.get(i).text(), entries(contents, below)));
        }
        for (Document document : house.documents()) {
            if (!placed.contains(document) && !document.equals(contents)) {
                mistakes.add(new Mistake(
                        document.name(),
                        1,
                        "has no place in the order of reading: begin an item of a list in " + indexFor(document)
                                + " with a link to it"));
            }
        }
    }

    private Document required(Path file) {
        Document document = house.document(file);
        if (document == null) {
            throw new IllegalArgumentException("there is no " + Place.name(file));
        }
        return document;
    }

    private List<Entry> entries(Document index, List<Link> links) {
        List<Entry> entries = new ArrayList<>();
        for (Link link : links) {
            Path named =
                    link.leads() && !link.isForeign() && link.fragment().isEmpty() ? house.named(index, link) : null;
            Document page = named == null ? null : house.document(named);
            if (page != null && !page.file().equals(CONTENTS) && placed.add(page)) {
                entries.add(new Entry(page, page.isIndex() ? entries(page, page.links()) : List.of()));
            }
        }
        return entries;
    }

    /** The README of its folder; of the folder's own README, that of the folder above. */
    private static String indexFor(Document document) {
        Path folder = document.file().getParent();
        Path above = document.isIndex() && folder != null ? folder.getParent() : folder;
        return Place.name(above == null ? CONTENTS : above.resolve(Place.INDEX));
    }

    List<Section> sections() {
        return sections;
    }

    /** Pages that cannot be reached by it. */
    List<Mistake> mistakes() {
        return mistakes;
    }

    /** All that have a place, one after the other. */
    List<Document> inOrder() {
        return List.copyOf(placed);
    }

    @Nullable
    Document before(Document page) {
        return at(inOrder().indexOf(page) - 1);
    }

    @Nullable
    Document after(Document page) {
        int index = inOrder().indexOf(page);
        return index < 0 ? null : at(index + 1);
    }

    private @Nullable Document at(int index) {
        List<Document> all = inOrder();
        return index < 0 || index >= all.size() ? null : all.get(index);
    }
}
