package dev.bobbin.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes a document as HTML: what stands in the page's middle. */
final class RenderDocument {
    /** So many characters of code stay on one line, of a phone too: browsers break after a hyphen, and options begin with one. */
    private static final int SHORT = 28;

    private final House house;
    private final Document document;
    private final Path at;
    private final Sources sources;

    private RenderDocument(House house, Document document, Sources sources) {
        this.house = house;
        this.document = document;
        this.at = Place.ofDocument(document.file());
        this.sources = sources;
    }

    /** @param sources is told which files it names; the document's own nodes are changed, so once */
    static String html(House house, Document document, Sources sources) {
        return new RenderDocument(house, document, sources).write();
    }

    private String write() {
        dressTables();
        dressHeadings();
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .attributeProviderFactory(context -> attributes())
                .nodeRendererFactory(CodeRenderer::new)
                .build()
                .render(document.content());
    }

    /** A table that is too wide moves in a box of its own, and a comment is for who reads the source. */
    private void dressTables() {
        List<TableBlock> tables = new ArrayList<>();
        List<Node> comments = new ArrayList<>();
        document.content().accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock table) {
                    tables.add(table);
                }
            }

            @Override
            public void visit(HtmlBlock block) {
                if (block.getLiteral().startsWith("<!--")) {
                    comments.add(block);
                }
            }
        });
        for (TableBlock table : tables) {
            table.insertBefore(html("<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">"));
            table.insertAfter(html("</div>"));
        }
        comments.forEach(Node::unlink);
    }

    private static Node html(String literal) {
        HtmlBlock block = new HtmlBlock();
        block.setLiteral(literal);
        return block;
    }

    /** Each has a link to itself, to be copied. */
    private void dressHeadings() {
        document.ids().forEach((heading, id) -> {
            if (((org.commonmark.node.Heading) heading).getLevel() > 1) {
                var link = new org.commonmark.node.Link("#" + id, "Link to this section");
                link.appendChild(new Text("#"));
                heading.appendChild(link);
            }
        });
    }

    private AttributeProvider attributes() {
        return (node, tag, attributes) -> {
            if (node instanceof org.commonmark.node.Heading) {
                attributes.put("id", Objects.requireNonNull(document.ids().get(node)));
            } else if (node instanceof org.commonmark.node.Link link) {
                if (link.getParent() instanceof org.commonmark.node.Heading
                        && link.getDestination().startsWith("#")) {
                    attributes.put("class", "anchor");
                } else {
                    address(link.getDestination(), "href", attributes);
                }
            } else if (node instanceof Code code && code.getLiteral().length() <= SHORT) {
                attributes.put("class", "short");
            } else if (node instanceof org.commonmark.node.Image image) {
                address(image.getDestination(), "src", attributes);
            }
        };
    }

    private void address(String target, String name, Map<String, String> attributes) {
        Link link = new Link(target, "", 0, false);
        if (link.isForeign() || link.path().isEmpty()) {
            return;
        }
        Path named = Objects.requireNonNull(house.named(document, link), target);
        Document page = house.document(named);
        Path to = page != null ? Place.ofDocument(page.file()) : sources.placeOf(named);
        attributes.put(name, Place.href(at, to) + (link.fragment().isEmpty() ? "" : "#" + link.fragment()));
    }

    /** Code in colours. */
    private record CodeRenderer(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            FencedCodeBlock block = (FencedCodeBlock) node;
            String language = block.getInfo().isEmpty() ? "plain" : block.getInfo();
            var html = context.getWriter();
            html.line();
            html.tag("pre", Map.of("class", language, "tabindex", "0"));
            html.tag("code");
            html.raw(Highlight.html(language, block.getLiteral()));
            html.tag("/code");
            html.tag("/pre");
            html.line();
        }
    }
}
