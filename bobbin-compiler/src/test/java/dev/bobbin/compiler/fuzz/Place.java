package dev.bobbin.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where code stands: what it sees and what is legal there. */
final class Place {
    /** A local variable, parameter or field; fields are seen by lambdas too, as are final variables. */
    record Var(String name, Type type, boolean isFinal, boolean isField) {
        Var(String name, Type type, boolean isFinal) {
            this(name, type, isFinal, false);
        }
    }

    /** What {@code break} and {@code continue} can name; an empty name is the innermost loop. */
    record Label(String name, boolean isLoop) {}

    /** How the code here ends its method. */
    enum Ends {
        /** {@code return done(x)}. */
        ASYNC,
        /** {@code return x}. */
        PLAIN,
        /** By running to its end only, as in an initialiser or the arms of a switch expression. */
        NOT
    }

    private final Place outer;
    private boolean mayTry = true;
    private boolean isFinally;
    private Type yields;
    private final boolean capturing;
    private final List<Var> vars = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    final boolean mayAwait;
    final boolean mayTail;
    /** Whether checked exceptions may leave. */
    final boolean mayThrow;

    final boolean isStatic;
    final Ends ends;
    final Type result;

    private Place(
            Place outer,
            boolean capturing,
            boolean mayAwait,
            boolean mayTail,
            boolean mayThrow,
            boolean isStatic,
            Ends ends,
            Type type) {
        this.outer = outer;
        this.capturing = capturing;
        this.mayAwait = mayAwait;
        this.mayTail = mayTail;
        this.mayThrow = mayThrow;
        this.isStatic = isStatic;
        this.ends = ends;
        this.result = type;
    }

    /** The body of a method of the program. */
    static Place method(boolean mayAwait, boolean isStatic, Ends ends, Type result) {
        return new Place(null, false, mayAwait, mayAwait, mayAwait, isStatic, ends, result);
    }

    /** A block within. */
    Place block() {
        return new Place(this, false, mayAwait, mayTail, mayThrow, isStatic, ends, result);
    }

    /** Within a try: a tail call would leave it too early or too late. */
    Place guarded() {
        return new Place(this, false, mayAwait, false, mayThrow, isStatic, ends, result);
    }

    /** Where no suspension is legal. */
    Place plain() {
        return new Place(this, false, false, false, mayThrow, isStatic, ends, result);
    }

    /**
     * An arm of a switch expression: it can be left only by a value or an exception.
     *
     * @param tries whether try statements may stand there: not where the switch is an argument of a constructor, since
     *     javac 17 crashes if it has to save an uninitialised object from a try
     */
    Place arm(Type yields, boolean tries) {
        Place arm = new Place(this, false, mayAwait, false, mayThrow, isStatic, Ends.NOT, result);
        arm.labels.add(null);
        arm.mayTry = tries;
        arm.yields = yields;
        return arm;
    }

    /** What {@code yield} gives here; null outside arms. */
    Type yields() {
        return yields != null || outer == null || capturing ? yields : outer.yields();
    }

    /** The body of a lambda or of a method of a local class: of the variables around it sees the final ones. */
    Place captured(boolean awaits, Ends how, Type type) {
        return new Place(
                this, true, awaits, awaits && how == Ends.ASYNC, awaits || how == Ends.ASYNC, isStatic, how, type);
    }

    /** Whether a try statement may stand here, or anything else that empties the operand stack. */
    boolean mayTry() {
        return mayTry && (outer == null || capturing || outer.mayTry());
    }

    /** A finally block. */
    Place ending() {
        Place ending = block();
        ending.isFinally = true;
        return ending;
    }

    /** How many finally blocks this is in: javac makes a copy of each for each way out, in each copy of those around it. */
    int finallyDepth() {
        return (isFinally ? 1 : 0) + (outer == null || capturing ? 0 : outer.finallyDepth());
    }

    void add(Var v) {
        vars.add(v);
    }

    void add(Label l) {
        labels.add(l);
    }

    List<Var> vars(Predicate<Var> which) {
        List<Var> found = new ArrayList<>();
        boolean finalOnly = false;
        for (Place p = this; p != null; p = p.outer) {
            for (Var v : p.vars) {
                if ((v.isFinal || v.isField || !finalOnly) && which.test(v)) {
                    found.add(v);
                }
            }
            finalOnly |= p.capturing;
        }
        return found;
    }

    List<Label> labels() {
        List<Label> found = new ArrayList<>();
        for (Place p = this; p != null; p = p.outer) {
            for (Label l : p.labels) {
                if (l == null) {
                    return found; // a switch expression is not left by a jump
                }
                found.add(l);
            }
            if (p.capturing) {
                return found;
            }
        }
        return found;
    }
}
