package dev.bobbin.compiler.fuzz;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Clause;
import dev.bobbin.compiler.fuzz.Piece.Expr;
import dev.bobbin.compiler.fuzz.Piece.Member;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import dev.bobbin.compiler.fuzz.Piece.Text;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a failing program smaller, for as long as it fails in the same way. */
final class ShrinkProgram {
    private static final long MOST_NANOS = 60_000_000_000L;

    private final Batch batch;
    private final Set<String> tried = new HashSet<>();
    private final long deadline = now() + MOST_NANOS;

    ShrinkProgram(Batch.Compiler compiler) {
        this.batch = new Batch(compiler);
    }

    /** The same failure of a program from which nothing more can be taken. */
    Failure shrink(Failure failure) {
        Failure smallest = failure;
        for (boolean better = true; better; ) {
            better = false;
            List<Program> candidates = simpler(smallest.program());
            for (int k = 0; k < candidates.size() && now() < deadline; ) {
                Failure smaller = failure(candidates.get(k), smallest);
                if (smaller == null) {
                    k++;
                } else {
                    smallest = smaller;
                    candidates = simpler(smallest.program());
                    better = true;
                }
            }
        }
        return smallest;
    }

    /** Of this thread, which shares its processor. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The failure of the candidate, if it is of the same kind. */
    private Failure failure(Program candidate, Failure like) {
        if (!tried.add(candidate.source())) {
            return null;
        }
        int cancelEvery = like.pacing().contains("cancelled") ? 1 : 0;
        try {
            for (Failure f : batch.compare(List.of(candidate), like.setup(), cancelEvery)) {
                if (f.kind().equals(like.kind())) {
                    return f;
                }
            }
        } catch (AssertionError
                | IllegalStateException
                | ReflectiveOperationException e) { // javac refuses it, or main is gone
            return null;
        }
        return null;
    }

    /** All programs that are one step simpler, those that lose most first. */
    private static List<Program> simpler(Program program) {
        List<Program> all = new ArrayList<>();
        List<Member> members = program.members();
        for (int k = 0; k < members.size(); k++) {
            all.add(program.with(without(members, k)));
        }
        for (boolean coarse : new boolean[] {true, false}) {
            for (int k = 0; k < members.size(); k++) {
                for (Piece piece : simpler(members.get(k), coarse)) {
                    all.add(program.with(with(members, k, (Member) piece)));
                }
            }
        }
        return all;
    }

    /** @param coarse whether statements and clauses go, or expressions */
    private static List<Piece> simpler(Piece piece, boolean coarse) {
        List<Piece> all = new ArrayList<>();
        if (piece instanceof Block block) {
            blocks(block, coarse, all);
        } else if (piece instanceof Member member) {
            parts(member.parts(), coarse).forEach(p -> all.add(new Member(p)));
        } else if (piece instanceof Stmt stmt) {
            parts(stmt.parts(), coarse).forEach(p -> all.add(new Stmt(p)));
        } else if (piece instanceof Clause clause) {
            if (coarse) {
                all.add(new Text(""));
            }
            parts(clause.parts(), coarse).forEach(p -> all.add(new Clause(p)));
        } else if (piece instanceof Expr expr) {
            if (!coarse) {
                replacements(expr, all);
            }
            parts(expr.parts(), coarse).forEach(p -> all.add(new Expr(expr.type(), p)));
        }
        return all;
    }

    private static List<List<Piece>> parts(List<Piece> parts, boolean coarse) {
        List<List<Piece>> all = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            for (Piece p : simpler(parts.get(k), coarse)) {
                all.add(with(parts, k, p));
            }
        }
        return all;
    }

    private static void blocks(Block block, boolean coarse, List<Piece> all) {
        List<Stmt> statements = block.statements();
        if (coarse) {
            if (statements.size() > 2) {
                all.add(new Block(statements.subList(statements.size() / 2, statements.size())));
                all.add(new Block(statements.subList(0, statements.size() / 2)));
            }
            for (int k = 0; k < statements.size(); k++) {
                all.add(new Block(without(statements, k)));
            }
            for (int k = 0; k < statements.size(); k++) {
                for (Block inner : within(statements.get(k).parts())) {
                    List<Stmt> spliced = new ArrayList<>(statements.subList(0, k));
                    spliced.addAll(inner.statements());
                    spliced.addAll(statements.subList(k + 1, statements.size()));
                    all.add(new Block(spliced));
                }
            }
        }
        for (int k = 0; k < statements.size(); k++) {
            for (Piece p : simpler(statements.get(k), coarse)) {
                all.add(new Block(with(statements, k, (Stmt) p)));
            }
        }
    }

    /** The blocks that are parts of a statement, but not of an expression in it. */
    private static List<Block> within(List<Piece> parts) {
        List<Block> found = new ArrayList<>();
        for (Piece p : parts) {
            if (p instanceof Block block) {
                found.add(block);
            } else if (p instanceof Clause clause) {
                found.addAll(within(clause.parts()));
            }
        }
        return found;
    }

    private static void replacements(Expr expr, List<Piece> all) {
        String simplest = expr.type().simplest();
        boolean isSimple = expr.parts().size() == 1 && expr.parts().get(0) instanceof Text;
        if (simplest != null && !isSimple) {
            all.add(Piece.expr(expr.type(), simplest));
        }
        expr.parts().forEach(p -> ofType(expr.type(), p, all));
    }

    /** The largest expressions within that could stand in its place. */
    private static void ofType(Type type, Piece piece, List<Piece> all) {
        if (piece instanceof Expr e) {
            if (e.type() == type) {
                all.add(e);
            } else {
                e.parts().forEach(p -> ofType(type, p, all));
            }
        } else if (piece instanceof Clause c) {
            c.parts().forEach(p -> ofType(type, p, all));
        }
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return List.copyOf(rest);
    }

    private static <T> List<T> with(List<T> list, int index, T other) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, other);
        return List.copyOf(changed);
    }
}
