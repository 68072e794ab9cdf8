package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.clause;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Random try statements. */
final class GenerateTries {
    /** What may be caught, each before those that would hide it. */
    private static final List<String> CAUGHT = List.of(
            "IOException",
            "Failure",
            "IllegalStateException | IllegalArgumentException",
            "ArithmeticException",
            "RuntimeException",
            "Exception",
            "Error",
            "Throwable");

    private static final int MOST_FINALLY = 2;

    private final Generator g;
    private final Choices choices;

    GenerateTries(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    Stmt statement(Place place) {
        Place inside = place.guarded();
        List<Piece> parts = new ArrayList<>();
        boolean copies = place.finallyDepth() < MOST_FINALLY;
        boolean resources = copies && place.mayThrow && choices.percent(25);
        Place body = inside.block();
        if (resources) {
            parts.add(new Piece.Text("("));
            for (int k = choices.between(1, 2); k > 0; k--) {
                String name = g.fresh("r");
                parts.add(clause("Res " + name + " = new Res(", g.expressions.of(Type.INT, 2, body), "); "));
            }
            parts.add(new Piece.Text("Res " + g.fresh("r") + " = new Res(9)) "));
        }
        List<Stmt> statements = new ArrayList<>();
        List<Piece> catches = new ArrayList<>();
        boolean checked = false;
        for (int k = choices.below(3); k < CAUGHT.size(); k += choices.between(1, 5)) {
            String type = CAUGHT.get(k);
            boolean isChecked = k < 2;
            if (isChecked && !place.mayThrow || choices.percent(25)) {
                continue;
            }
            checked |= isChecked;
            catches.add(clause(" catch (" + type + " ", caught(type, k, inside)));
        }
        if (checked) {
            statements.add(stmt("Pace.log(Pace.risk(", g.expressions.of(Type.INT, 2, body), "));"));
        }
        statements.addAll(g.statements.some(choices.between(1, 3), body));
        parts.add(new Block(statements));
        if (catches.isEmpty() && !copies) {
            catches.add(clause(" catch (RuntimeException ", caught("RuntimeException", 4, inside)));
        }
        parts.addAll(catches);
        if (catches.isEmpty() && !resources || copies && choices.percent(35)) {
            Place last = inside.ending();
            List<Stmt> end = new ArrayList<>(g.statements.some(choices.between(1, 2), last));
            if (choices.percent(20)) {
                end.add(g.statements.jump(last));
            }
            parts.add(clause(" finally ", new Block(end)));
        }
        return stmt("try ", parts);
    }

    /** A try out of which an arm of a switch yields. */
    Stmt yielding(Place arm) {
        Place inside = arm.guarded();
        Place last = inside.ending();
        Place within = inside.block();
        List<Stmt> body = new ArrayList<>(g.statements.some(1, within));
        body.add(stmt(
                "if (", g.statements.condition(within), ") { ", g.switches.yielded(arm.yields(), 2, within), " }"));
        List<Piece> caught = choices.percent(40) ? caught("RuntimeException", 4, inside) : List.of();
        List<Stmt> end = new ArrayList<>(g.statements.some(1, last));
        return stmt(
                "try ",
                new Block(body),
                caught.isEmpty() ? List.of() : List.of(clause(" catch (RuntimeException ", caught)),
                clause(" finally ", new Block(end)));
    }

    private List<Piece> caught(String type, int index, Place place) {
        String name = g.fresh("x");
        Place body = place.block();
        List<Stmt> statements = new ArrayList<>();
        statements.add(stmt("Pace.log(" + name + ");"));
        statements.addAll(g.statements.some(choices.between(0, 2), body));
        if (choices.percent(25)) {
            boolean mayRethrow = place.mayThrow || index >= 2 && index <= 4 || index == 6;
            String thrown = choices.percent(50) && mayRethrow
                    ? name
                    : place.mayThrow && choices.percent(50)
                            ? "new Failure(\"wrapped\", " + name + ")"
                            : "new IllegalStateException(\"wrapped\", " + name + ")";
            statements.add(stmt("if (", g.statements.condition(body), ") { throw " + thrown + "; }"));
        }
        return List.of(new Piece.Text(name + ") "), new Block(statements));
    }
}
