package dev.bobbin.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Node;

/**
 * A file of Markdown that becomes a page.
 *
 * @param file from the root of the house, {@code docs/guide/channels.md}
 * @param content what {@link ReadDocument} has made of it
 * @param ids of the headings in it
 * @param headings in their order
 */
record Document(Path file, Node content, Map<Node, String> ids, List<Heading> headings, List<Link> links) {
    /** Its first heading. */
    String title() {
        return headings.isEmpty() ? name() : headings.get(0).text();
    }

    /** Whether it begins with it, as a page needs. */
    boolean beginsWithTitle() {
        return content.getFirstChild() instanceof org.commonmark.node.Heading first && first.getLevel() == 1;
    }

    /** Of its file, with slashes on every system. */
    String name() {
        return Place.name(file);
    }

    /** As HTML names it: {@code zh-CN} is in the name of the file, or of its folder. */
    String language() {
        return name().contains("zh-CN") ? "zh-CN" : "en";
    }

    boolean isIndex() {
        return file.endsWith(Place.INDEX);
    }

    boolean hasAnchor(String id) {
        return headings.stream().anyMatch(heading -> heading.id().equals(id));
    }
}
