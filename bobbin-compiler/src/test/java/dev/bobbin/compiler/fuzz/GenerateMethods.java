package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.member;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Expr;
import dev.bobbin.compiler.fuzz.Piece.Member;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/** The methods of a random program. */
final class GenerateMethods {
    private final Generator g;
    private final Choices choices;

    GenerateMethods(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    Member method(Signature s) {
        boolean isStatic = s.kind() != Signature.Kind.INSTANCE;
        boolean plain = s.kind() == Signature.Kind.PLAIN;
        boolean mayAwait = !plain && s.kind() != Signature.Kind.IMMEDIATE;
        Place place = Place.method(mayAwait, isStatic, plain ? Place.Ends.PLAIN : Place.Ends.ASYNC, s.result());
        StringBuilder header = new StringBuilder(choices.any("private ", "", "public "))
                .append(isStatic ? "static " : choices.any("final ", ""))
                .append(plain ? s.result().source() : "Async<" + s.result().boxed() + ">")
                .append(' ')
                .append(s.name())
                .append('(');
        for (int k = 0; k < s.parameters().size(); k++) {
            Type t = s.parameters().get(k);
            Place.Var v = new Place.Var(g.fresh("t"), t, false);
            place.add(v);
            header.append(k == 0 ? "" : ", ").append(t.source()).append(' ').append(v.name());
        }
        header.append(mayAwait && s.kind() != Signature.Kind.PURE ? ") throws Exception " : ") ");
        boolean endless = s.kind() != Signature.Kind.PURE && s.kind() != Signature.Kind.IMMEDIATE;
        String simplest = s.result().simplest();
        String stop =
                endless ? "{ if (!Pace.fuel()) { return " + (plain ? simplest : "done(" + simplest + ")") + "; } " : "";
        return member(header, stop, new Block(body(s, place)), endless ? " }" : "");
    }

    private List<Stmt> body(Signature s, Place place) {
        List<Stmt> body = new ArrayList<>();
        switch (s.kind()) {
            case PURE:
                g.mayFlip = false;
                Expr value = g.expressions.leaf(s.result(), place);
                g.mayFlip = true;
                body.add(stmt("int n = i(" + choices.below(9) + ").await();"));
                body.add(stmt("if (n > " + choices.below(9) + ") { pause().await(); }"));
                body.add(
                        choices.percent(50)
                                ? stmt("return done(" + s.result().step() + "(", value, ").await());")
                                : stmt("return done(", value, ");"));
                return body;
            case IMMEDIATE:
                place.add(new Place.Var("g" + Type.INT.ordinal(), Type.INT, false, true));
                body.add(stmt("return done(", g.expressions.of(s.result(), 2, place), ");"));
                return body;
            default:
        }
        g.statics.forEach(place::add);
        if (!place.isStatic) {
            place.add(new Place.Var("own", Type.INT, false, true));
        }
        boolean plain = s.kind() == Signature.Kind.PLAIN;
        body.addAll(g.statements.declarations(plain ? 1 : choices.between(1, 5), place));
        body.addAll(g.statements.some(plain ? choices.between(0, 2) : choices.between(2, 6), place));
        if (place.mayTail && choices.percent(15)) {
            body.add(stmt("return ", g.awaits.async(s.result(), 2, place), ";"));
        } else {
            body.add((Stmt) g.statements.ending(place));
        }
        return body;
    }

    /** Calls each of the coroutines, so that what one throws does not hide the others. */
    Member main(List<Signature> calls) {
        List<Stmt> body = new ArrayList<>();
        body.add(stmt("reset();"));
        Place place = Place.method(true, true, Place.Ends.ASYNC, Type.OBJECT);
        for (Signature s : calls) {
            Block call = new Block(List.of(stmt("Pace.log(", g.awaits.call(s, 1, place.plain()), ".await());")));
            body.add(stmt("try ", call, " catch (" + choices.any("Exception", "Throwable") + " e) { Pace.log(e); }"));
        }
        Piece last = g.awaits.call(calls.get(calls.size() - 1), 1, place);
        body.add(stmt("return done((Object) ", last, ".await());"));
        return member("public static Async<Object> main() throws Exception ", new Block(body));
    }
}
