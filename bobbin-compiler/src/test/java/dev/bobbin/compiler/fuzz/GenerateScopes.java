package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Computations side by side. What runs beside others must be pure, so that there is one right answer; and since it adds
 * suspensions that blocking code does not have, or has elsewhere, only in programs that are not ordered.
 */
final class GenerateScopes {
    private final Generator g;
    private final Choices choices;

    GenerateScopes(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** Cold, and of the type. */
    Piece async(Type type, int d, Place place) {
        String witness = "Pace.<" + type.boxed() + ">";
        List<Signature> pure = g.signatures(Signature.Kind.PURE, type);
        if (!pure.isEmpty() && choices.percent(60)) {
            Piece a = call(pure, place);
            return switch (choices.below(5)) {
                case 0, 1 ->
                    expr(
                            Type.COLD,
                            witness + choices.any("both(", "children("),
                            a,
                            ", ",
                            call(pure, place),
                            ", ",
                            g.expressions.of(Type.INT, d, place.plain()),
                            ")");
                case 2 -> expr(Type.COLD, witness + "firstGood(", a, ")");
                default -> expr(Type.COLD, witness + choices.any("timed(", "raced("), a, ")");
            };
        }
        if (choices.percent(40)) {
            return expr(Type.COLD, witness + choices.any("timed(", "raced("), g.awaits.async(type, d, place), ")");
        }
        return expr(
                Type.COLD,
                witness + "spawned((AsyncSupplier<" + type.boxed() + ">) () -> done(",
                g.expressions.of(type, Math.min(d, 2), place.captured(true, Place.Ends.NOT, type)),
                "))");
    }

    /** A scope that closes behind its child, which is awaited whatever happens: else it may end before it has begun. */
    Stmt statement(Place place) {
        Type type = choices.of(Generator.RESULTS);
        List<Signature> pure = g.signatures(Signature.Kind.PURE, type);
        if (g.ordered || pure.isEmpty()) {
            return stmt("pause().await();");
        }
        String scope = g.fresh("s");
        String child = g.fresh("a");
        Piece call = call(pure, place);
        List<Stmt> between = new ArrayList<>(g.statements.some(choices.between(0, 2), place.guarded()));
        String joined = choices.percent(50) ? " joined(" + scope + ").await();" : "";
        return stmt(
                "try (Scope " + scope + " = Pace.open()) { Async<" + type.boxed() + "> " + child + " = Pace.child("
                        + scope + ", ",
                call,
                "); try ",
                new Block(between),
                " finally {" + joined + " Pace.log(" + child + ".await()); } }");
    }

    private Piece call(List<Signature> pure, Place place) {
        return g.awaits.call(choices.of(pure), 0, place.plain());
    }
}
