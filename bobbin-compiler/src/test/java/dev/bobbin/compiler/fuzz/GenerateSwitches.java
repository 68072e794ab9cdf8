package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.clause;
import static dev.bobbin.compiler.fuzz.Piece.expr;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Expr;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Random switches: over numbers, strings, enums and, where the JDK has them, patterns. */
final class GenerateSwitches {
    private final Generator g;
    private final Choices choices;

    GenerateSwitches(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    private record Subject(Piece value, List<String> cases) {}

    private Subject subject(Place place) {
        return switch (choices.below(3)) {
            case 0 ->
                new Subject(
                        expr(Type.INT, "(", g.expressions.of(Type.INT, 2, place), ") & 7"),
                        List.of("0", "1", "5", "1000"));
            case 1 ->
                new Subject(
                        expr(Type.STRING, "\"\" + ", g.expressions.of(Type.STRING, 2, place)),
                        List.of("\"\"", "\"a\"", "\"null\"", "\"Aa\"", "\"BB\""));
            default -> new Subject(g.expressions.of(Type.COLOR, 2, place), List.of("RED", "GREEN", "NONE"));
        };
    }

    Stmt statement(Place place) {
        Subject subject = subject(place);
        boolean arrows = g.release >= 14 && choices.percent(50);
        List<Piece> cases = new ArrayList<>();
        for (String value : subject.cases()) {
            if (choices.percent(30)) {
                continue;
            }
            Piece.Block block = g.statements.block(place);
            cases.add(
                    arrows
                            ? clause(" case " + value + " -> ", block)
                            : clause(" case " + value + ": ", block, choices.percent(70) ? " break;" : ""));
        }
        if (choices.percent(60)) {
            cases.add(clause(arrows ? " default -> " : " default: ", g.statements.block(place)));
        }
        return stmt("switch (", subject.value(), ") {", cases, " }");
    }

    /**
     * Its arms may have try statements, and yields out of these, since nothing is under construction. Beside an operand
     * of one word only: at two javac 17 crashes.
     */
    Stmt declared(Place place) {
        Type type = choices.any(Type.INT, Type.LONG, Type.DOUBLE, Type.STRING);
        Expr first = g.expressions.of(type, 1, place);
        Place arm = place.arm(type, place.mayTry());
        Expr value = expression(type, 2, place, arm);
        String name = g.fresh("v");
        Stmt s = type.isPrimitive() && type != Type.INT || choices.percent(30)
                ? stmt(type.source() + " " + name + " = ", value, ";")
                : stmt(type.source() + " " + name + " = ", first, " + ", value, ";");
        place.add(new Place.Var(name, type, false));
        return s;
    }

    /** A switch with a value. */
    Expr expression(Type type, int depth, Place place) {
        return expression(type, depth, place, place.arm(type, false));
    }

    private Expr expression(Type type, int depth, Place place, Place arm) {
        int d = Math.min(depth - 1, 2);
        if (g.release >= 21 && choices.percent(40)) {
            return patterns(type, d, place, arm);
        }
        Subject subject = subject(place);
        List<Piece> arms = new ArrayList<>();
        for (String value : subject.cases()) {
            if (choices.percent(40)) {
                continue;
            }
            arms.add(clause(" case " + value + " -> ", value(type, d, arm.block())));
        }
        return expr(
                type,
                "((" + type.source() + ") switch (",
                subject.value(),
                ") {",
                arms,
                " default -> ",
                value(type, d, arm.block()),
                " })");
    }

    private List<Piece> value(Type type, int depth, Place arm) {
        if (choices.percent(arm.mayTry() ? 80 : 30)) {
            List<Stmt> statements = new ArrayList<>(g.statements.some(1, arm));
            if (arm.mayTry() && choices.percent(70)) {
                statements.add(g.tries.yielding(arm));
            }
            statements.add(yielded(type, depth, arm));
            return List.of(new Piece.Block(statements));
        }
        return List.of(g.expressions.of(type, depth, arm), new Piece.Text(";"));
    }

    /** {@code instanceof} with a pattern. */
    Expr instance(int d, Place place) {
        String name = g.fresh("q");
        Place inner = place.block();
        Piece value = g.expressions.of(Type.OBJECT, d, place);
        if (g.release < 21 || choices.percent(50)) {
            inner.add(new Place.Var(name, Type.STRING, false));
            Expr rest = g.expressions.of(Type.BOOLEAN, d, inner);
            return expr(Type.BOOLEAN, "(", value, " instanceof String " + name + " && ", rest, ")");
        }
        inner.add(new Place.Var(name, Type.INT, false));
        inner.add(new Place.Var(name + "b", Type.STRING, false));
        return expr(
                Type.BOOLEAN,
                "(choice(",
                value,
                ", ",
                g.expressions.of(Type.INT, d, place),
                ") instanceof Box<?>(Pair(int " + name + ", var " + name + "b), var " + name + "c) && ",
                g.expressions.of(Type.BOOLEAN, d, inner),
                ")");
    }

    Stmt yielded(Type type, int depth, Place arm) {
        String name = g.fresh("v"); // javac takes yield (x) for a call
        return stmt(type.source() + " " + name + " = ", g.expressions.of(type, depth, arm), "; yield " + name + ";");
    }

    private Expr patterns(Type type, int depth, Place place, Place arm) {
        String name = g.fresh("q");
        Place text = arm.block();
        text.add(new Place.Var(name, Type.STRING, true));
        Place number = arm.block();
        number.add(new Place.Var(name, Type.INTEGER, true));
        Place parts = arm.block();
        parts.add(new Place.Var(name + "a", Type.INT, false));
        parts.add(new Place.Var(name + "b", Type.STRING, false));
        return expr(
                type,
                "((" + type.source() + ") switch (choice(",
                g.expressions.of(Type.OBJECT, depth, place),
                ", ",
                g.expressions.of(Type.INT, depth, place),
                ")) {",
                clause(
                        " case String " + name + " when " + name + ".length() > 1 -> ",
                        value(type, depth, text.block())),
                clause(" case Integer " + name + " -> ", value(type, depth, number)),
                clause(" case Box<?>(String " + name + ", var " + name + "n) -> ", value(type, depth, text.block())),
                clause(
                        " case Box<?>(Pair(var " + name + "a, String " + name + "b), int " + name + "n) when " + name
                                + "n > " + choices.below(9) + " -> ",
                        value(type, depth, parts.block())),
                clause(" case Pair(int " + name + "a, String " + name + "b) -> ", value(type, depth, parts.block())),
                clause(" case null -> ", value(type, depth, arm.block())),
                " default -> ",
                value(type, depth, arm.block()),
                " })");
    }
}
