package dev.bobbin.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a random program: source text with holes for smaller pieces. What a piece says is known to whoever made it;
 * what may be left out or replaced, which is all that shrinking needs, is known to everybody. javac is the judge of what
 * is left.
 */
sealed interface Piece {
    /** Source that stays as it is. */
    record Text(String text) implements Piece {}

    /** Can be replaced by any other expression of its type. */
    record Expr(Type type, List<Piece> parts) implements Piece {}

    /** Can be deleted, or replaced by the statements of a block within. */
    record Stmt(List<Piece> parts) implements Piece {}

    /** Statements in braces. */
    record Block(List<Stmt> statements) implements Piece {}

    /** Can be left out: a catch, an else, a case. */
    record Clause(List<Piece> parts) implements Piece {}

    /** A field, a method, a nested class; can be left out where nothing uses it. */
    record Member(List<Piece> parts) implements Piece {}

    static Expr expr(Type type, Object... parts) {
        return new Expr(type, parts(parts));
    }

    static Stmt stmt(Object... parts) {
        return new Stmt(parts(parts));
    }

    static Clause clause(Object... parts) {
        return new Clause(parts(parts));
    }

    static Member member(Object... parts) {
        return new Member(parts(parts));
    }

    /** Texts, pieces and lists of pieces, in order. */
    private static List<Piece> parts(Object... parts) {
        List<Piece> all = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Piece piece) {
                all.add(piece);
            } else if (part instanceof List<?> list) {
                list.forEach(p -> all.add((Piece) p));
            } else {
                all.add(new Text(part.toString()));
            }
        }
        return List.copyOf(all);
    }
}
