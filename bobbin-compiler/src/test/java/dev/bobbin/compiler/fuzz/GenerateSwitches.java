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

    /** A switch with a value. */
    Expr expression(Type type, int depth, Place place) {
        int d = Math.min(depth - 1, 2);
        Place arm = place.arm();
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
        if (choices.percent(30)) {
            List<Stmt> statements = new ArrayList<>(g.statements.some(1, arm));
            String name = g.fresh("v"); // javac takes yield (x) for a call
            statements.add(stmt(
                    type.source() + " " + name + " = ", g.expressions.of(type, depth, arm), "; yield " + name + ";"));
            return List.of(new Piece.Block(statements));
        }
        return List.of(g.expressions.of(type, depth, arm), new Piece.Text(";"));
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
                clause(" case String " + name + " when " + name + ".length() > 1 -> ", value(type, depth, text)),
                clause(" case Integer " + name + " -> ", value(type, depth, number)),
                clause(" case Pair(int " + name + "a, String " + name + "b) -> ", value(type, depth, parts)),
                clause(" case null -> ", value(type, depth, arm.block())),
                " default -> ",
                value(type, depth, arm.block()),
                " })");
    }
}
