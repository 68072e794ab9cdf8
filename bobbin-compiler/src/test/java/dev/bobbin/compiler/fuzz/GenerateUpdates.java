package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;

import dev.bobbin.compiler.fuzz.Piece.Expr;
import java.util.List;

/** Array elements, and assignments that read what they change: {@code a[i]}, {@code x++}, {@code x += y}. */
final class GenerateUpdates {
    private final Generator g;
    private final Choices choices;

    GenerateUpdates(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** {@code a[i]}, the index nearly always within. */
    Expr element(Type array, int depth, Place place) {
        List<Place.Var> arrays = place.vars(v -> v.type() == array);
        if (arrays.isEmpty()) {
            return g.expressions.leaf(array.element(), place);
        }
        Place.Var a = choices.of(arrays);
        return expr(array.element(), a.name() + "[", index(a.name(), depth, place), "]");
    }

    Expr index(String array, int depth, Place place) {
        if (choices.percent(4)) {
            return g.expressions.of(Type.INT, depth, place);
        }
        return expr(Type.INT, "Math.floorMod(", g.expressions.of(Type.INT, depth, place), ", " + array + ".length)");
    }

    /** {@code x++}, {@code x += y} and the like as a value. */
    Expr update(Type type, int depth, Place place) {
        List<Place.Var> variables = place.vars(v -> v.type() == type && !v.isFinal());
        if (variables.isEmpty()) {
            return g.expressions.leaf(type, place);
        }
        Place.Var v = choices.of(variables);
        return switch (choices.below(3)) {
            case 0 -> expr(type, "(" + v.name() + choices.any("++", "--") + ")");
            case 1 -> expr(type, "(" + choices.any("++", "--") + v.name() + ")");
            default -> expr(type, "(" + v.name() + " " + compound(type) + " ", operand(type, depth - 1, place), ")");
        };
    }

    /** An assignment operator that cannot fail. */
    String compound(Type type) {
        if (type == Type.BOOLEAN) {
            return choices.any("&=", "|=", "^=");
        }
        return type == Type.STRING || !type.isIntegral()
                ? type == Type.STRING ? "+=" : choices.any("+=", "-=", "*=", "/=")
                : choices.any("+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>=", ">>>=");
    }

    /** What may stand right of a compound assignment; of a text a piece, since one that doubles at each turn fills the memory. */
    Expr operand(Type type, int depth, Place place) {
        if (type == Type.BOOLEAN) {
            return g.expressions.of(type, depth, place);
        }
        if (type != Type.STRING) {
            Type t = type.isIntegral() ? choices.of(Type.INTEGRAL) : choices.any(type, Type.INT);
            return g.expressions.of(t, depth, place);
        }
        return choices.percent(50)
                ? g.expressions.of(choices.any(Type.INT, Type.CHAR, Type.BOOLEAN), depth, place)
                : expr(Type.STRING, "Pace.cut(", g.expressions.of(Type.STRING, depth, place), ")");
    }
}
