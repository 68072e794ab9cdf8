package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;

import dev.bobbin.compiler.fuzz.Piece.Expr;
import java.util.List;

/** Random expressions that suspend. */
final class GenerateAwaits {
    private final Generator g;
    private final Choices choices;

    GenerateAwaits(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** {@code something.await()}, as a value of the type. */
    Expr of(Type type, int depth, Place place) {
        return expr(type, async(type, depth, place), ".await()");
    }

    /** A cold computation, to be awaited on the spot: nothing may come between. */
    Piece async(Type type, int depth, Place place) {
        int d = g.budget.spend(1) ? depth - 1 : 0;
        List<Signature> callees = g.callees(type, place);
        if (!callees.isEmpty() && choices.percent(45)) {
            return call(choices.of(callees), d, place);
        }
        if (d > 0 && choices.percent(6)) {
            return cold(
                    "(",
                    g.expressions.of(Type.BOOLEAN, d, place),
                    " ? ",
                    async(type, d, place),
                    " : ",
                    async(type, d, place),
                    ")");
        }
        if (choices.percent(12)) {
            return choices.percent(50) || d < 1 ? generic(type, d, place) : g.lambdas.async(type, d, place);
        }
        if (choices.percent(20)) {
            Piece call = g.classes.async(type, d, place);
            if (call != null) {
                return call;
            }
        }
        if (type == Type.INT) {
            return integer(d, place);
        }
        return step(type, d, place);
    }

    private Piece step(Type type, int d, Place place) {
        return cold(type.step() + "(", g.expressions.of(type, d, place), ")");
    }

    private Piece integer(int d, Place place) {
        Expr n = g.expressions.of(Type.INT, d, place);
        switch (choices.below(10)) {
            case 0:
                return cold("mayFail(", n, ")");
            case 1:
                return cold("mayFailAtOnce(", n, ")");
            case 2:
                return cold("mayBeFailed(", n, ")");
            case 3:
                return cold("sum(", n, ", ", g.expressions.of(Type.INT, d, place), ")");
            case 4:
                return cold(g.expressions.of(Type.POINT, d, place), ".moved(", n, ")");
            case 5:
                return cold(
                        "pick(",
                        n,
                        ", ",
                        g.expressions.of(Type.INTEGER, d, place),
                        ", ",
                        g.expressions.of(Type.INTEGER, d, place),
                        ")");
            default:
                return cold("i(", n, ")");
        }
    }

    private Piece generic(Type type, int d, Place place) {
        Expr e = g.expressions.of(type, d, place);
        String boxed = type.boxed();
        String witness = "Pace.<" + boxed + ">";
        if (!g.ordered && choices.percent(50)) {
            return g.scopes.async(type, d, place);
        }
        return cold(witness + choices.any("far(", "foreign(", "now(", "step("), e, ")");
    }

    /** A call of one of the program's own. */
    Piece call(Signature s, int depth, Place place) {
        g.called(s);
        String receiver = switch (s.kind()) {
            case INSTANCE ->
                place.isStatic || choices.percent(50) ? "new " + g.name + "(" + choices.between(0, 9) + ")." : "";
            case COROUTINE -> choices.percent(10) ? g.name + "." : "";
            default -> "";
        };
        return cold(receiver + s.name() + "(", g.expressions.arguments(s.parameters(), depth, place), ")");
    }

    /** Awaitable, but no value: nothing may stand for it but another such. */
    private static Piece cold(Object... parts) {
        return expr(Type.COLD, parts);
    }
}
