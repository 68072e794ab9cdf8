package dev.bobbin.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** That each link leads to a file, a folder or a heading that is there. Links out of the house are not followed. */
final class CheckLinks {
    private CheckLinks() {}

    static List<Mistake> in(House house) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Document document : house.documents()) {
            for (Link link : document.links()) {
                if (!link.isForeign()) {
                    check(house, document, link, mistakes);
                }
            }
        }
        return mistakes;
    }

    private static void check(House house, Document document, Link link, List<Mistake> mistakes) {
        Path named = house.named(document, link);
        if (named == null) {
            mistakes.add(new Mistake(document.name(), link.line(), "there is no file " + link.path()));
            return;
        }
        if (link.fragment().isEmpty()) {
            return;
        }
        Document target = house.document(named);
        if (target == null) {
            mistakes.add(new Mistake(
                    document.name(), link.line(), link.path() + " is no page, and has no heading #" + link.fragment()));
        } else if (!target.hasAnchor(link.fragment())) {
            mistakes.add(new Mistake(
                    document.name(),
                    link.line(),
                    target.name() + " has no heading #" + link.fragment() + nearest(target, link.fragment())));
        }
    }

    private static String nearest(Document target, String fragment) {
        return target.headings().stream()
                .map(Heading::id)
                .filter(id -> id.contains(fragment) || fragment.contains(id))
                .findFirst()
                .map(id -> "; it has #" + id)
                .orElse("");
    }
}
