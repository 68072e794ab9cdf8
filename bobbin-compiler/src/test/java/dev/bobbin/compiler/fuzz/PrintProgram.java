package dev.bobbin.compiler.fuzz;

import java.util.List;

/** Java source of a program. */
final class PrintProgram {
    private final StringBuilder out = new StringBuilder();
    private int indent;

    private PrintProgram() {}

    static String print(long seed, String name, int release, boolean ordered, List<Piece.Member> members) {
        PrintProgram p = new PrintProgram();
        p.out.append("""
                import static dev.bobbin.Async.done;
                import static fuzz.Pace.*;

                import dev.bobbin.Async;
                import dev.bobbin.AsyncSupplier;
                import dev.bobbin.Scope;
                import fuzz.Pace;
                import java.io.IOException;
                import java.util.*;
                import java.util.function.*;

                /** Seed %d, --release %d%s. */
                public class %s {
                """.formatted(seed, release, ordered ? "" : ", unordered", name));
        p.indent = 1;
        for (Piece.Member member : members) {
            p.line();
            p.print((Piece) member);
            p.out.append('\n');
        }
        return p.out.append("}\n").toString();
    }

    static String print(Piece.Member member) {
        PrintProgram p = new PrintProgram();
        p.print((Piece) member);
        return p.out.toString();
    }

    private void print(Piece piece) {
        if (piece instanceof Piece.Text text) {
            out.append(text.text());
        } else if (piece instanceof Piece.Expr expr) {
            expr.parts().forEach(this::print);
        } else if (piece instanceof Piece.Stmt stmt) {
            stmt.parts().forEach(this::print);
        } else if (piece instanceof Piece.Clause clause) {
            clause.parts().forEach(this::print);
        } else if (piece instanceof Piece.Member member) {
            member.parts().forEach(this::print);
        } else if (piece instanceof Piece.Block block) {
            printBlock(block);
        }
    }

    private void printBlock(Piece.Block block) {
        out.append("{\n");
        indent++;
        for (Piece.Stmt stmt : block.statements()) {
            line();
            print(stmt);
            out.append('\n');
        }
        indent--;
        line();
        out.append('}');
    }

    private void line() {
        out.append("    ".repeat(indent));
    }
}
