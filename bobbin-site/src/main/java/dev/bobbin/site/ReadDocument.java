package dev.bobbin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Parses a file, and notes its headings and links. */
final class ReadDocument extends AbstractVisitor {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private final IdGenerator generator = IdGenerator.builder().build();
    private final Map<Node, String> ids = new HashMap<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Set<Node> led = new HashSet<>();

    private ReadDocument() {}

    /** @param file from the root */
    static Document of(Path root, Path file) throws IOException {
        Node content = PARSER.parse(Files.readString(root.resolve(file)));
        ReadDocument reader = new ReadDocument();
        content.accept(reader);
        return new Document(file, content, reader.ids, reader.headings, reader.links);
    }

    @Override
    public void visit(org.commonmark.node.Heading heading) {
        String text = textOf(heading);
        String id = generator.generateId(text);
        ids.put(heading, id);
        headings.add(new Heading(heading.getLevel(), lineOf(heading), id, text));
        visitChildren(heading);
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
        note(link, link.getDestination());
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        note(image, image.getDestination());
    }

    private void note(Node node, String target) {
        Node entry = entryAround(node);
        boolean leads = entry != null && led.add(entry);
        links.add(new Link(target, textOf(node), lineOf(node), leads));
    }

    private static @Nullable Node entryAround(Node node) {
        Node around = node;
        while (around != null && !(around instanceof ListItem) && !(around instanceof TableRow)) {
            around = around.getParent();
        }
        return around;
    }

    /** From 1. */
    static int lineOf(Node node) {
        Node at = node;
        while (at != null) {
            List<SourceSpan> spans = at.getSourceSpans();
            if (!spans.isEmpty()) {
                return spans.get(0).getLineIndex() + 1;
            }
            at = at.getParent();
        }
        return 1;
    }

    /** Without marks. */
    static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }
        });
        return text.toString();
    }
}
