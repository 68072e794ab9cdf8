package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.Edge;
import dev.bobbin.compiler.report.StateReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A state machine drawn as SVG: the states below each other in the order of the code; what goes on to the next state runs
 * straight down, what skips states on the right, what loops on the left; dashed is what only a failure takes.
 */
final class StateDiagram {
    private static final int BOX_WIDTH = 320;
    private static final int HEAD = 26;
    private static final int ROW = 18;
    private static final int PAD = 8;
    private static final int GAP = 34;
    private static final int LANE = 16;
    private static final int TERMINAL = 22;
    private static final int HEAD_CHARACTERS = 32;
    private static final int ROW_CHARACTERS = 34;

    /** A box or circle: the start is the first of them, the end the last. */
    private record Node(int top, int height) {
        int bottom() {
            return top + height;
        }
    }

    /** An edge beside the boxes, and how far from them. */
    private record Detour(Edge edge, int from, int to, int lane) {
        boolean overlaps(int otherFrom, int otherTo) {
            return Math.min(from, to) <= Math.max(otherFrom, otherTo)
                    && Math.min(otherFrom, otherTo) <= Math.max(from, to);
        }
    }

    private final CoroutineReport coroutine;
    private final Markup out;
    private final String id;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Detour> left = new ArrayList<>();
    private final List<Detour> right = new ArrayList<>();
    private final int boxLeft;

    private StateDiagram(CoroutineReport coroutine, String id, Markup out) {
        this.coroutine = coroutine;
        this.out = out;
        this.id = id;
        int y = 4;
        nodes.add(new Node(y, TERMINAL));
        for (StateReport state : coroutine.states()) {
            y = last().bottom() + GAP;
            int rows = Math.max(1, state.saved().size());
            nodes.add(new Node(y, HEAD + rows * ROW + PAD));
        }
        nodes.add(new Node(last().bottom() + GAP, TERMINAL));
        coroutine.edges().stream()
                .sorted(Comparator.comparingInt(edge -> Math.abs(index(edge.to()) - index(edge.from()))))
                .forEach(this::route);
        boxLeft = 20 + LANE * lanes(left);
    }

    /** @param id unique in the page, for what the drawing refers to in itself */
    static void draw(CoroutineReport coroutine, String id, Markup out) {
        new StateDiagram(coroutine, id, out).draw();
    }

    private void draw() {
        int width = boxLeft + BOX_WIDTH + 20 + LANE * lanes(right);
        int height = last().bottom() + 6;
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "machine",
                "role",
                "img",
                "width",
                "" + width,
                "height",
                "" + height,
                "viewBox",
                "0 0 " + width + " " + height);
        out.leaf("title", "The states of " + coroutine.name());
        arrowHead("tip-" + id, "tip");
        arrowHead("fail-" + id, "tip failing");
        coroutine.edges().stream().filter(this::isStraight).forEach(this::straight);
        left.forEach(detour -> detour(detour, boxLeft, -1));
        right.forEach(detour -> detour(detour, boxLeft + BOX_WIDTH, 1));
        int middle = boxLeft + BOX_WIDTH / 2;
        terminal(nodes.get(0), middle, "start", false);
        for (StateReport state : coroutine.states()) {
            box(state, nodes.get(state.number()));
        }
        terminal(last(), middle, "end", true);
        out.close();
    }

    private void arrowHead(String name, String style) {
        out.open(
                "marker",
                "id",
                name,
                "viewBox",
                "0 0 8 8",
                "refX",
                "7",
                "refY",
                "4",
                "markerWidth",
                "7",
                "markerHeight",
                "7",
                "orient",
                "auto");
        out.empty("path", "class", style, "d", "M0 0 L8 4 L0 8 z").close();
    }

    private Node last() {
        return nodes.get(nodes.size() - 1);
    }

    private int index(int state) {
        return state == Edge.END ? coroutine.states().size() + 1 : state;
    }

    private boolean isStraight(Edge edge) {
        return index(edge.to()) == index(edge.from()) + 1;
    }

    private void route(Edge edge) {
        if (isStraight(edge)) {
            return;
        }
        int from = index(edge.from());
        int to = index(edge.to());
        List<Detour> side = to > from ? right : left;
        int lane = 1;
        while (isTaken(side, lane, from, to)) {
            lane++;
        }
        side.add(new Detour(edge, from, to, lane));
    }

    private static boolean isTaken(List<Detour> side, int lane, int from, int to) {
        return side.stream().anyMatch(d -> d.lane() == lane && d.overlaps(from, to));
    }

    private static int lanes(List<Detour> side) {
        return side.stream().mapToInt(Detour::lane).max().orElse(0);
    }

    private void straight(Edge edge) {
        int x = boxLeft + BOX_WIDTH / 2;
        Node from = nodes.get(index(edge.from()));
        Node to = nodes.get(index(edge.to()));
        line(edge, "M" + x + " " + from.bottom() + " L" + x + " " + (to.top() - 1));
    }

    private void detour(Detour detour, int side, int direction) {
        Node from = nodes.get(detour.from());
        Node to = nodes.get(detour.to());
        int begin = edgeX(detour.from(), side, direction);
        int end = edgeX(detour.to(), side, direction) + direction;
        int fromY = port(from, detour.from() < detour.to() ? 0.6 : 0.4, detour.lane());
        int toY = port(to, detour.from() > detour.to() ? 0.6 : 0.4, detour.lane());
        if (detour.from() == detour.to()) {
            fromY = port(from, 0.75, 0);
            toY = port(to, 0.25, 0);
        }
        int outside = side + direction * (10 + LANE * detour.lane());
        int bend = Math.min(14, Math.abs(toY - fromY) / 2);
        int down = toY > fromY ? 1 : -1;
        line(
                detour.edge(),
                "M" + begin + " " + fromY + " H" + (outside - direction * bend) + " Q" + outside + " " + fromY + " "
                        + outside
                        + " " + (fromY + down * bend) + " V" + (toY - down * bend) + " Q" + outside + " " + toY + " "
                        + (outside - direction * bend) + " " + toY + " H" + end);
    }

    /** Circles stand in the middle, so their edges begin there. */
    private int edgeX(int node, int side, int direction) {
        boolean circle = node == 0 || node == nodes.size() - 1;
        return circle ? boxLeft + BOX_WIDTH / 2 + direction * TERMINAL / 2 : side;
    }

    /** Where an edge meets a node: spread, so that those of different lanes can be told apart. */
    private static int port(Node node, double share, int lane) {
        double spread = Math.min(0.3, 0.06 * lane) * (share < 0.5 ? -1 : 1);
        return node.top() + (int) (node.height() * (node.height() > TERMINAL ? share + spread : 0.5));
    }

    private void line(Edge edge, String path) {
        String style = edge.exceptional() ? "edge failing" : "edge";
        String tip = "url(#" + (edge.exceptional() ? "fail-" : "tip-") + id + ")";
        out.empty("path", "class", style, "d", path, "marker-end", tip);
    }

    private void terminal(Node node, int middle, String name, boolean end) {
        int y = node.top() + node.height() / 2;
        out.empty("circle", "class", end ? "end" : "start", "cx", "" + middle, "cy", "" + y, "r", "" + TERMINAL / 2);
        if (end) {
            out.empty("circle", "class", "start", "cx", "" + middle, "cy", "" + y, "r", "6");
        }
        text("faint", middle - TERMINAL, y + 4, "end", name); // on the left: edges come and go on the right
    }

    private void box(StateReport state, Node node) {
        int x = boxLeft;
        out.open("g");
        out.leaf(
                "title",
                "state " + state.number() + ": awaits " + state.callee() + ", "
                        + state.reason().text());
        rect("box", x, node.top(), BOX_WIDTH, node.height());
        rect("number", x, node.top(), 30, node.height());
        text("badge", x + 15, node.top() + 18, "middle", "" + state.number());
        text("head", x + 40, node.top() + 18, "start", shortened(state.callee(), HEAD_CHARACTERS));
        text("faint", x + BOX_WIDTH - 8, node.top() + 18, "end", state.line() > 0 ? ":" + state.line() : "");
        int y = node.top() + HEAD + 14;
        if (state.saved().isEmpty()) {
            text("faint", x + 40, y, "start", "nothing saved");
        }
        for (StateReport.Saved saved : state.saved()) {
            text("saved", x + 40, y, "start", shortened(saved.name() + "  " + saved.type(), ROW_CHARACTERS));
            text("slot", x + BOX_WIDTH - 8, y, "end", saved.slot());
            y += ROW;
        }
        out.close();
    }

    private void rect(String style, int x, int y, int width, int height) {
        out.empty(
                "rect",
                "class",
                style,
                "x",
                "" + x,
                "y",
                "" + y,
                "width",
                "" + width,
                "height",
                "" + height,
                "rx",
                "6");
    }

    private void text(String style, int x, int y, String anchor, String content) {
        out.leaf("text", content, "class", style, "x", "" + x, "y", "" + y, "text-anchor", anchor);
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
