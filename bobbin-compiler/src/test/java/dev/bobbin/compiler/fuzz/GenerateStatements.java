package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.clause;
import static dev.bobbin.compiler.fuzz.Piece.expr;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Expr;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Random statements. */
final class GenerateStatements {
    private static final int DEPTH = 3;

    private final Generator g;
    private final Choices choices;

    GenerateStatements(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** So many statements, the later ones seeing the variables of the earlier. */
    List<Stmt> some(int count, Place place) {
        List<Stmt> all = new ArrayList<>();
        for (int k = 0; k < count && (k == 0 || !g.budget.isSpent()); k++) {
            all.add(one(place));
        }
        return all;
    }

    /** Local variables to begin with. */
    List<Stmt> declarations(int count, Place place) {
        List<Stmt> all = new ArrayList<>();
        for (int k = 0; k < count && !g.budget.isSpent(); k++) {
            all.add(declaration(place));
        }
        return all;
    }

    Block block(Place place) {
        return new Block(some(choices.between(1, 3), place.block()));
    }

    private Stmt one(Place place) {
        if (!g.budget.spend(2)) {
            return stmt(g.expressions.logged(choices.of(Type.ALL), 1, place), ";");
        }
        int kind = choices.below(100);
        // of a synchronized block in an arm javac 17 does not save what lies on the stack: its class file is wrong
        boolean mayLock = place.mayTry() && place.yields() == null;
        if (!place.mayTry() && kind >= 70 && kind < 81 || !mayLock && kind >= 91 && kind < 93) {
            return assignment(place);
        }
        if (kind < 22) {
            return declaration(place);
        } else if (kind < 40) {
            return assignment(place);
        } else if (kind < 47) {
            return stmt(any(place), ";");
        } else if (kind < 55) {
            return branch(place);
        } else if (kind < 65) {
            return loop(place);
        } else if (kind < 70) {
            return g.release >= 14 && choices.percent(40) ? g.switches.declared(place) : g.switches.statement(place);
        } else if (kind < 81) {
            return g.tries.statement(place);
        } else if (kind < 88) {
            return jump(place);
        } else if (kind < 91) {
            return place.mayThrow
                    ? stmt("Pace.log(Pace.risk(", g.expressions.of(Type.INT, 2, place), "));")
                    : assignment(place);
        } else if (kind < 93) {
            return stmt("synchronized (Pace.class) ", block(place.plain()));
        } else if (kind < 95) {
            return stmt("assert ", condition(place.plain()), " : \"asserted\";");
        }
        return place.mayAwait ? special(place) : declaration(place);
    }

    /** Only where suspending is legal. */
    private Stmt special(Place place) {
        switch (choices.below(6)) {
            case 0:
                return stmt("pause().await();");
            case 5:
                return place.mayThrow && place.mayTry() ? g.scopes.statement(place) : stmt("pause().await();");
            case 1:
                return stored(place);
            case 2:
                return localClass(place);
            case 3:
                return place.mayTail && place.ends == Place.Ends.ASYNC
                        ? stmt("if (", condition(place), ") { return ", g.awaits.async(place.result, 2, place), "; }")
                        : jump(place);
            default:
                Type type = choices.of(Type.ALL);
                String name = g.fresh("a");
                Place.Var v = new Place.Var(g.fresh("v"), type, false);
                Stmt both = stmt(
                        "Async<" + type.boxed() + "> " + name + " = ",
                        g.awaits.async(type, 2, place),
                        "; " + type.source() + " " + v.name() + " = " + name + ".await();");
                place.add(v);
                return both;
        }
    }

    /** A cold computation that is awaited later: one that may run at any time. */
    private Stmt stored(Place place) {
        Type type = choices.of(Generator.RESULTS);
        List<Signature> pure = g.signatures(Signature.Kind.PURE, type);
        if (g.ordered || pure.isEmpty()) {
            return stmt("pause().await();");
        }
        String name = g.fresh("a");
        Piece call = g.awaits.call(choices.of(pure), 0, place.plain());
        List<Stmt> between = some(choices.between(1, 2), place.guarded());
        return stmt(
                "Async<" + type.boxed() + "> " + name + " = ",
                call,
                "; ",
                new Block(between),
                " Pace.log(" + name + ".await());");
    }

    private Stmt localClass(Place place) {
        String type = g.fresh("L");
        String parameter = g.fresh("y");
        Place body = place.captured(true, Place.Ends.ASYNC, Type.INT);
        body.add(new Place.Var(parameter, Type.INT, false));
        body.add(new Place.Var("mine", Type.LONG, false));
        List<Stmt> statements = new ArrayList<>(some(choices.between(1, 2), body));
        statements.add(stmt("return done(", g.expressions.of(Type.INT, 2, body), ");"));
        String header = g.release >= 17 && choices.percent(40)
                ? "record " + type + "(long mine, String text) { "
                : "class " + type + " { long mine; String text; " + type
                        + "(long mine, String text) { this.mine = mine; this.text = text; } ";
        if (header.startsWith("record")) {
            return stmt(
                    "record " + type + "(long mine, String text) { Async<Integer> go(int " + parameter
                            + ") { return done((int) mine + " + parameter + " + step(text).await().length()); } } "
                            + "Pace.log(new " + type + "(",
                    g.expressions.of(Type.LONG, 2, place),
                    ", \"\" + ",
                    g.expressions.of(Type.STRING, 2, place),
                    ").go(",
                    g.expressions.of(Type.INT, 2, place),
                    ").await());");
        }
        return stmt(
                header + "Async<Integer> go(int " + parameter + ") throws Exception ",
                new Block(statements),
                " } Pace.log(new " + type + "(",
                g.expressions.of(Type.LONG, 2, place),
                ", ",
                g.expressions.of(Type.STRING, 2, place),
                ").go(",
                g.expressions.of(Type.INT, 2, place),
                ").await());");
    }

    private Stmt declaration(Place place) {
        Type type = choices.of(Type.ALL);
        boolean isFinal = choices.percent(40);
        String name = g.fresh("v");
        Stmt s;
        if (choices.percent(8)) {
            s = stmt(
                    (isFinal ? "final " : "") + type.source() + " " + name + "; if (",
                    condition(place),
                    ") { " + name + " = ",
                    g.expressions.of(type, DEPTH, place),
                    "; } else { " + name + " = ",
                    g.expressions.of(type, DEPTH, place),
                    "; }");
        } else {
            boolean inferred = !type.isPrimitive() && type != Type.TEXTS && g.release >= 10 && choices.percent(15);
            s = stmt(
                    (isFinal ? "final " : "") + (inferred ? "var " : type.source() + " ") + name + " = ",
                    inferred ? "(" + type.source() + ") " : "",
                    inferred ? "(" : "",
                    g.expressions.of(type, DEPTH, place),
                    inferred ? ");" : ";");
        }
        place.add(new Place.Var(name, type, isFinal));
        return s;
    }

    private Stmt assignment(Place place) {
        switch (choices.below(5)) {
            case 0:
                Type array = choices.of(Type.ARRAYS);
                List<Place.Var> arrays = place.vars(v -> v.type() == array);
                if (!arrays.isEmpty()) {
                    Expr e = g.updates.element(array, 2, place);
                    return array.element().isNumeric() && choices.percent(20)
                            ? stmt(e, choices.any("++;", "--;"))
                            : changed(e, DEPTH, place);
                }
                break;
            case 1:
                List<Place.Var> points = place.vars(v -> v.type() == Type.POINT);
                if (!points.isEmpty()) {
                    Type type = choices.any(Type.INT, Type.LONG, Type.STRING);
                    String field = type == Type.INT ? ".x" : type == Type.LONG ? ".y" : ".s";
                    return changed(expr(type, choices.of(points).name() + field), DEPTH, place);
                }
                break;
            default:
        }
        List<Place.Var> variables = place.vars(v -> !v.isFinal());
        if (variables.isEmpty()) {
            return stmt(any(place), ";");
        }
        Place.Var v = choices.of(variables);
        if (v.type().isNumeric() && choices.percent(15)) {
            return stmt(v.name() + choices.any("++;", "--;"));
        }
        if ((v.type().isNumeric() || v.type() == Type.STRING || v.type() == Type.BOOLEAN) && choices.percent(50)) {
            return stmt(
                    v.name() + " " + g.updates.compound(v.type()) + " ",
                    g.updates.operand(v.type(), DEPTH, place),
                    ";");
        }
        return stmt(v.name() + " = ", g.expressions.of(v.type(), DEPTH, place), ";");
    }

    private Stmt changed(Expr variable, int depth, Place place) {
        Type type = variable.type();
        return type != Type.OBJECT && choices.percent(60)
                ? stmt(variable, " " + g.updates.compound(type) + " ", g.updates.operand(type, depth, place), ";")
                : stmt(variable, " = ", g.expressions.of(type, depth, place), ";");
    }

    private Stmt branch(Place place) {
        Block then = block(place);
        return choices.percent(50)
                ? stmt("if (", condition(place), ") ", then)
                : stmt("if (", condition(place), ") ", then, clause(" else ", block(place)));
    }

    private Stmt loop(Place place) {
        Place body = place.block();
        String label = choices.percent(35) ? g.fresh("l") : "";
        String prefix = label.isEmpty() ? "" : label + ": ";
        if (!label.isEmpty() && choices.percent(20)) {
            body.add(new Place.Label(label, false));
            return stmt(prefix, block(body));
        }
        switch (choices.below(4)) {
            case 0:
                String k = g.fresh("k");
                loops(body, label);
                body.add(new Place.Var(k, Type.INT, false));
                return stmt(
                        prefix + "for (int " + k + " = 0; " + k + " < " + choices.between(1, 4) + " && Pace.fuel(); "
                                + k + "++) ",
                        block(body));
            case 1:
                loops(body, label);
                return stmt(prefix + "while (Pace.fuel() && ", condition(place), ") ", block(body));
            case 2:
                loops(body, label);
                return stmt(prefix + "do ", block(body), " while (", condition(place), " && Pace.fuel());");
            default:
                Type type = choices.percent(20) ? Type.TEXTS : choices.of(Type.ARRAYS);
                Type element = type == Type.TEXTS ? Type.STRING : type.element();
                String e = g.fresh("e");
                Expr all = g.expressions.of(type, 2, place);
                loops(body, label);
                body.add(new Place.Var(e, element, true));
                return stmt(
                        prefix + "for (" + element.source() + " " + e + " : ",
                        all,
                        ") { if (!Pace.fuel()) { break; } ",
                        block(body),
                        " }");
        }
    }

    private static void loops(Place body, String label) {
        body.add(new Place.Label(label, true));
    }

    /** Out of the method, a loop or a block, on a condition. */
    Stmt jump(Place place) {
        List<Place.Label> labels = place.labels();
        if (!labels.isEmpty() && choices.percent(60)) {
            Place.Label l = choices.of(labels);
            String jump = l.isLoop() ? choices.any("break", "continue") : "break";
            return stmt("if (", condition(place), ") { " + jump + (l.name().isEmpty() ? "" : " " + l.name()) + "; }");
        }
        if (place.yields() != null && choices.percent(50)) {
            return stmt("if (", condition(place), ") { ", g.switches.yielded(place.yields(), 2, place), " }");
        }
        if (choices.percent(40) || place.ends == Place.Ends.NOT) {
            return failure(place);
        }
        return stmt("if (", condition(place), ") { ", ending(place), " }");
    }

    /** {@code return …;}. */
    Piece ending(Place place) {
        Expr value = g.expressions.of(place.result, DEPTH, place);
        return place.ends == Place.Ends.ASYNC ? stmt("return done(", value, ");") : stmt("return ", value, ";");
    }

    private Stmt failure(Place place) {
        String type = place.mayThrow
                ? choices.any("IOException(", "IllegalStateException(", "Failure(", "UnsupportedOperationException(")
                : choices.any("IllegalStateException(", "IllegalArgumentException(");
        return stmt(
                "if (",
                condition(place),
                ") { throw new " + type,
                g.expressions.of(Type.STRING, 2, place),
                type.startsWith("Failure") ? ", null); }" : "); }");
    }

    Expr condition(Place place) {
        return g.expressions.of(Type.BOOLEAN, 2, place);
    }

    private Expr any(Place place) {
        return g.expressions.logged(choices.of(Type.ALL), DEPTH, place);
    }
}
