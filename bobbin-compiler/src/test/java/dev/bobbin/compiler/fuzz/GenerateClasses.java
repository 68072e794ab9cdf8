package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;
import static dev.bobbin.compiler.fuzz.Piece.member;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Member;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Classes of the program's own whose methods are coroutines, and calls of these; only those that are called are made. */
final class GenerateClasses {
    /** What there is to choose from. */
    private enum Kind {
        /** An interface's method, overridden, with a default method beside it. */
        SQUARE,
        /** Generic with bounds: overriding needs a bridge. */
        BASE,
        /** Private and static methods of an interface; an enum with bodies. */
        WALKER,
        /** With the object around it, and the one around that. */
        INNER,
        /** Sealed, and taken apart by patterns. */
        NODE
    }

    private final Generator g;
    private final Choices choices;
    private final Set<Kind> called = EnumSet.noneOf(Kind.class);
    private final Set<Kind> made = EnumSet.noneOf(Kind.class);

    GenerateClasses(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** A cold call; null if no class of these gives the type. */
    Piece async(Type type, int d, Place place) {
        return switch (type) {
            case INT ->
                switch (choices.below(g.release >= 21 ? 5 : 3)) {
                    case 0, 1 ->
                        cold(shape(d, place), choices.any(".area(", ".twice("), value(Type.INT, d, place), ")");
                    case 2 -> walk(d, place);
                    default -> weigh(d, place);
                };
            case STRING, INTEGER, LONG_BOX -> base(type, d, place);
            case LONG -> inner(d, place);
            default -> null;
        };
    }

    private Piece shape(int depth, Place place) {
        if (depth > 0 && choices.percent(30)) {
            return g.lambdas.anonymous(depth, place);
        }
        if (choices.percent(50)) {
            return new Piece.Text("SHAPE");
        }
        called.add(Kind.SQUARE);
        return cold("new Square(", value(Type.INT, depth - 1, place), ")");
    }

    private Piece base(Type type, int d, Place place) {
        called.add(Kind.BASE);
        if (type == Type.LONG_BOX || type == Type.INTEGER && choices.percent(40)) {
            return cold("Base.<" + type.boxed() + ">larger(", value(type, d, place), ", ", value(type, d, place), ")");
        }
        Piece receiver = cold("new Derived(", value(Type.STRING, d, place), ")");
        Piece seen = choices.percent(50) ? receiver : cold("((Base<Integer, String>) ", receiver, ")");
        return type == Type.STRING
                ? cold(seen, ".turn(", value(Type.INTEGER, d, place), ")")
                : cold(seen, ".turnBoth(", value(Type.INTEGER, d, place), ", ", value(Type.STRING, d, place), ")");
    }

    private Piece walk(int d, Place place) {
        called.add(Kind.WALKER);
        String receiver = choices.any(
                "Mode.SLOW.walk(", "Mode.FAST.walk(", "Walker.fixed(", "Mode.values()[coin() ? 0 : 1].walk(");
        return cold(receiver, value(Type.INT, d, place), ")");
    }

    private Piece inner(int d, Place place) {
        called.add(Kind.INNER);
        String outer =
                place.isStatic || choices.percent(50) ? "new " + g.name + "(" + choices.between(0, 9) + ")." : "";
        Piece inner = cold(outer + "new Inner(", value(Type.LONG, d, place), ")");
        return choices.percent(60)
                ? cold(inner, ".within(", value(Type.LONG, d, place), ")")
                : cold(inner, ".new Deep().deeper(", value(Type.LONG, d, place), ")");
    }

    private Piece weigh(int d, Place place) {
        called.add(Kind.NODE);
        return cold("weigh(", node(d, place), ")");
    }

    private Piece node(int d, Place place) {
        return d > 0 && choices.percent(60)
                ? cold("new Fork<Node>(", node(d - 1, place), ", ", node(d - 1, place), ")")
                : cold("new Leaf(", value(Type.INT, d, place), ")");
    }

    private Piece value(Type type, int depth, Place place) {
        return g.expressions.of(type, depth, place);
    }

    private static Piece cold(Object... parts) {
        return expr(Type.COLD, parts);
    }

    /** Those that are called and not made yet; by making them more may be called. */
    List<Member> missing() {
        List<Member> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (called.contains(kind) && made.add(kind)) {
                g.budget.nextMethod();
                all.addAll(
                        switch (kind) {
                            case SQUARE -> List.of(square());
                            case BASE -> bases();
                            case WALKER -> List.of(walker(), mode());
                            case INNER -> List.of(inner());
                            case NODE -> nodes();
                        });
            }
        }
        return all;
    }

    private Member square() {
        Place place = place(true, Type.INT, "x", Type.INT);
        field(place, "side", Type.INT);
        String overriding = choices.percent(50)
                ? ""
                : " @Override public Async<Integer> twice(int x) throws Exception {"
                        + " return done(area(x).await() + Shape.super.twice(x).await()); }";
        return member(
                "static class Square implements Shape { int side; Square(int side) { this.side = side; }" + overriding,
                method("@Override public Async<Integer> area(int x)", Type.INT, place),
                " }");
    }

    private List<Member> bases() {
        Place turn = place(true, Type.STRING, "x", Type.INTEGER);
        field(turn, "held", Type.STRING);
        boolean overridesBoth = choices.percent(40);
        Place both = place(true, Type.INTEGER, "x", Type.INTEGER);
        both.add(new Place.Var("y", Type.STRING, false));
        field(both, "held", Type.STRING);
        return List.of(
                member(
                        "abstract static class Base<A extends Comparable<A>, B> { B held; Base(B held) { this.held = held; }"
                                + " abstract Async<B> turn(A a) throws Exception;"
                                + " Async<A> turnBoth(A a, B b) throws Exception { B before = held; held = b;"
                                + " B c = turn(a).await(); Pace.log(before == c); held = step(c).await();"
                                + " return done(held == null ? null : a); }"
                                + " static <C extends Number & Comparable<C>> Async<C> larger(C a, C b) {"
                                + " return done(step(a).await().compareTo(step(b).await()) < 0 ? b : a); } }"),
                member(
                        "static class Derived extends Base<Integer, String> { Derived(String held) { super(held); }",
                        method("@Override Async<String> turn(Integer x)", Type.STRING, turn),
                        overridesBoth
                                ? List.of(
                                        new Piece.Text(
                                                " @Override Async<Integer> turnBoth(Integer x, String y) throws Exception"
                                                        + " { if (!Pace.fuel()) { return done(0); } int r = super.turnBoth(x, y).await();"),
                                        new Block(List.of(stmt("Pace.log(", value(Type.INTEGER, 2, both), ");"))),
                                        new Piece.Text(" return done(r + 1); }"))
                                : List.of(),
                        " }"));
    }

    private Member walker() {
        Place hop = place(true, Type.INT, "x", Type.INT);
        Place fixed = place(true, Type.INT, "x", Type.INT);
        return member(
                "interface Walker { int origin();"
                        + " default Async<Integer> walk(int x) throws Exception { int at = origin();"
                        + " for (int k = 0; k < 2 && Pace.fuel(); k++) { at += hop(x + k).await(); } return done(at); }",
                method((g.release >= 9 ? "private" : "default") + " Async<Integer> hop(int x)", Type.INT, hop),
                method("static Async<Integer> fixed(int x)", Type.INT, fixed),
                " }");
    }

    private Member mode() {
        Place walk = place(true, Type.INT, "x", Type.INT);
        List<Stmt> first = new ArrayList<>(g.statements.some(1, walk));
        return member(
                "enum Mode implements Walker { SLOW { @Override public Async<Integer> walk(int x) throws Exception ",
                "{ if (!Pace.fuel()) { return done(0); } int r = super.walk(x).await(); ",
                new Block(first),
                " return done(r - walked); } }, FAST; int walked; @Override public int origin() { return ordinal(); }"
                        + " @Override public Async<Integer> walk(int x) throws Exception {"
                        + " return done(step(x).await() + Walker.super.walk(x).await()); } }");
    }

    private Member inner() {
        Place within = place(false, Type.LONG, "x", Type.LONG);
        field(within, "kept", Type.LONG);
        field(within, "own", Type.INT);
        Place deeper = place(false, Type.LONG, "y", Type.LONG);
        field(deeper, "kept", Type.LONG);
        field(deeper, g.name + ".this.own", Type.INT);
        return member(
                "class Inner { long kept; Inner(long kept) { this.kept = kept; }",
                method("Async<Long> within(long x)", Type.LONG, within),
                " class Deep {",
                method("Async<Long> deeper(long y)", Type.LONG, deeper),
                " } }");
    }

    private List<Member> nodes() {
        Place leaf = place(true, Type.INT, "v", Type.INT);
        Place fork = place(true, Type.INT, "a", Type.INT);
        return List.of(
                member("sealed interface Node permits Leaf, Fork {}"),
                member("record Leaf(int v) implements Node {}"),
                member("record Fork<T extends Node>(T l, T r) implements Node {}"),
                member(
                        "static Async<Integer> weigh(Node n) throws Exception { if (!Pace.fuel()) { return done(0); } return done((int) switch (n) {"
                                + " case Leaf(int v) -> ",
                        value(Type.INT, 2, leaf),
                        "; case Fork<?>(Leaf(var a), Node r) when coin() -> ",
                        value(Type.INT, 2, fork),
                        "; case Fork<?>(var l, Fork<?>(Node m, var r)) -> weigh(l).await() - weigh(m).await() * weigh(r).await();"
                                + " case Fork<?>(Node l, Node r) -> weigh(l).await() + weigh(r).await(); }); }"));
    }

    /** In a coroutine of a nested class, with a parameter. */
    private Place place(boolean isStatic, Type result, String parameter, Type type) {
        Place place = Place.method(true, isStatic, Place.Ends.ASYNC, result);
        g.statics.forEach(place::add);
        place.add(new Place.Var(parameter, type, false));
        return place;
    }

    private static void field(Place place, String name, Type type) {
        place.add(new Place.Var(name, type, false, true));
    }

    private List<Piece> method(String header, Type result, Place place) {
        List<Stmt> body = new ArrayList<>(g.statements.some(choices.between(0, 2), place));
        body.add((Stmt) g.statements.ending(place));
        return List.of(
                new Piece.Text(" " + header + " throws Exception { if (!Pace.fuel()) { return done(" + result.simplest()
                        + "); } "),
                new Block(body),
                new Piece.Text(" }"));
    }
}
