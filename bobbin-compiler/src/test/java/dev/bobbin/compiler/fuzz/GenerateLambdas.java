package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Expr;
import java.util.ArrayList;
import java.util.List;

/** Lambdas, method references and anonymous classes. */
final class GenerateLambdas {
    private final Generator g;
    private final Choices choices;

    GenerateLambdas(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** A lambda that is a coroutine, called on the spot. */
    Piece async(Type type, int depth, Place place) {
        Type parameter = choices.any(Type.INT, Type.STRING, Type.LONG, type);
        String types = "<" + parameter.boxed() + ", " + type.boxed() + ">";
        Expr argument = g.expressions.of(parameter, depth - 1, place);
        Expr fn = function(parameter, type, depth, place);
        return choices.percent(50)
                ? expr(Type.COLD, "Pace." + types + "apply((Fn" + types + ") ", fn, ", ", argument, ")")
                : expr(Type.COLD, "((Fn" + types + ") ", fn, ").at(", argument, ")");
    }

    /** A lambda or a method reference that takes one type to a computation of another. */
    Expr function(Type parameter, Type type, int depth, Place place) {
        Type function = Type.COLD;
        List<Signature> fitting = new ArrayList<>(g.callees(type, place));
        fitting.removeIf(s -> s.parameters().size() != 1
                || s.parameters().get(0) != parameter
                || s.kind() == Signature.Kind.INSTANCE);
        if (!fitting.isEmpty() && choices.percent(30)) {
            return expr(function, g.name + "::" + g.called(choices.of(fitting)).name());
        }
        String name = g.fresh("x");
        boolean awaits = choices.percent(85);
        Place body = place.captured(awaits, Place.Ends.ASYNC, type);
        if (!parameter.isPrimitive() || parameter == Type.INT || parameter == Type.LONG) { // it is a box
            Type box = parameter == Type.INT ? Type.INTEGER : parameter == Type.LONG ? Type.LONG_BOX : parameter;
            body.add(new Place.Var(name, box, false));
        }
        if (choices.percent(60)) {
            return expr(function, name + " -> done(", g.expressions.of(type, Math.min(depth, 2), body), ")");
        }
        List<Piece.Stmt> statements = new ArrayList<>(g.statements.some(choices.between(1, 2), body));
        statements.add(stmt("return done(", g.expressions.of(type, Math.min(depth, 2), body), ");"));
        return expr(function, name + " -> ", new Piece.Block(statements));
    }

    /** A lambda that is plain code, called on the spot. */
    Expr plainCall(int depth, Place place) {
        String name = g.fresh("u");
        Place body = place.captured(false, Place.Ends.NOT, Type.INT);
        body.add(new Place.Var(name, Type.INT, false));
        return expr(
                Type.INT,
                "((IntUnaryOperator) " + name + " -> ",
                g.expressions.of(Type.INT, Math.min(depth, 2), body),
                ").applyAsInt(",
                g.expressions.of(Type.INT, depth - 1, place),
                ")");
    }

    /** An anonymous class with a coroutine. */
    Expr anonymous(int depth, Place place) {
        String name = g.fresh("y");
        Place body = place.captured(true, Place.Ends.ASYNC, Type.INT);
        body.add(new Place.Var(name, Type.INT, false));
        String field = g.fresh("w");
        Expr initial = g.expressions.leaf(Type.INT, place.captured(false, Place.Ends.NOT, Type.INT));
        body.add(new Place.Var(field, Type.INT, false));
        List<Piece.Stmt> statements = new ArrayList<>();
        statements.addAll(g.statements.some(choices.between(1, 2), body));
        statements.add(stmt("return done(", g.expressions.of(Type.INT, Math.min(depth, 2), body), ");"));
        return expr(
                Type.COLD,
                "new Shape() { int " + field + " = ",
                initial,
                "; @Override public Async<Integer> area(int " + name
                        + ") throws Exception { if (!Pace.fuel()) { return done(-1); } ",
                new Piece.Block(statements),
                " } }");
    }
}
