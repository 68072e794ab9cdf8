package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.clause;
import static dev.bobbin.compiler.fuzz.Piece.member;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Expr;
import dev.bobbin.compiler.fuzz.Piece.Member;
import dev.bobbin.compiler.fuzz.Piece.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Makes the random program of a seed: its members; the {@code Generate…} passes fill them. */
final class Generator {
    /** What methods return. */
    static final List<Type> RESULTS = List.of(
            Type.INT,
            Type.INT,
            Type.LONG,
            Type.STRING,
            Type.DOUBLE,
            Type.BOOLEAN,
            Type.OBJECT,
            Type.INTEGER,
            Type.BYTE,
            Type.CHAR,
            Type.FLOAT,
            Type.SHORT,
            Type.INTS,
            Type.POINT);

    final Choices choices;
    final String name;
    final int release;
    final boolean ordered;
    final GenerateExpressions expressions;
    final GenerateUpdates updates;
    final GenerateAwaits awaits;
    final GenerateLambdas lambdas;
    final GenerateStatements statements;
    final GenerateSwitches switches;
    final GenerateTries tries;
    int budget;

    private final List<Signature> signatures = new ArrayList<>();
    private final List<Place.Var> statics = new ArrayList<>();
    private int names;

    private Generator(long seed, int release) {
        this.choices = new Choices(seed);
        this.name = "P" + (seed < 0 ? "_" + -seed : "" + seed);
        this.release = release;
        this.ordered = choices.percent(65);
        this.expressions = new GenerateExpressions(this);
        this.updates = new GenerateUpdates(this);
        this.awaits = new GenerateAwaits(this);
        this.lambdas = new GenerateLambdas(this);
        this.statements = new GenerateStatements(this);
        this.switches = new GenerateSwitches(this);
        this.tries = new GenerateTries(this);
        this.budget = choices.between(6, 40);
    }

    /** The program of the seed, in Java of the release. */
    static Program program(long seed, int release) {
        Generator g = new Generator(seed, release);
        return Program.of(seed, g.name, release, g.ordered, g.members());
    }

    String fresh(String prefix) {
        return prefix + ++names;
    }

    List<Signature> signatures(Signature.Kind kind, Type result) {
        return signatures.stream()
                .filter(s -> s.kind() == kind && s.result() == result)
                .toList();
    }

    /** What can be awaited from there. */
    List<Signature> callees(Type result, Place place) {
        return signatures.stream()
                .filter(s -> s.kind() != Signature.Kind.PLAIN && s.result() == result)
                .toList();
    }

    /** A value of type {@code Shape}. */
    Piece shape(int depth, Place place) {
        if (depth > 0 && choices.percent(30)) {
            return lambdas.anonymous(depth, place);
        }
        return choices.percent(50)
                ? new Piece.Text("SHAPE")
                : Piece.expr(Type.COLD, "new Square(", expressions.of(Type.INT, depth - 1, place), ")");
    }

    private List<Member> members() {
        List<Member> all = new ArrayList<>();
        for (Type t : List.of(Type.INT, Type.LONG, Type.STRING, Type.DOUBLE, Type.INTS, Type.POINT)) {
            Place.Var v = new Place.Var("g" + t.ordinal(), t, false, true);
            statics.add(v);
            all.add(member("static " + t.source() + " " + v.name() + ";"));
        }
        all.add(member("static final Shape SHAPE = x -> done(i(x).await() + 1);"));
        all.add(member("enum Color { RED, GREEN, BLUE, NONE }"));
        all.add(member("int own;\n\n    " + name + "(int own) { this.own = own; }"));
        declare();
        for (Signature s : signatures) {
            all.add(method(s));
        }
        all.add(square());
        if (release >= 21) {
            all.add(member("record Pair(int a, String b) {}"));
            all.add(
                    member(
                            "static Object choice(Object o, int n) { return n % 3 == 0 ? new Pair(n, \"p\" + Pace.show(o)) : o; }"));
        }
        all.add(main());
        all.add(member("public static Async<Object> guarded() { try { return done(main().await()); }"
                + " catch (Throwable t) { Pace.log(t); return done(\"guarded\"); } }"));
        all.add(member(
                "static void reset() ",
                new Block(statics.stream()
                        .map(v -> stmt(v.name() + " = " + v.type().simplest() + ";"))
                        .toList())));
        all.add(member(
                "public static String dump() { return \"\"",
                statics.stream()
                        .map(v -> clause(" + Pace.show(" + v.name() + ")"))
                        .toList(),
                "; }"));
        return List.copyOf(all);
    }

    private void declare() {
        declare(Signature.Kind.PLAIN, "h", choices.between(0, 2));
        declare(Signature.Kind.PURE, "p", ordered ? 0 : 3);
        declare(Signature.Kind.IMMEDIATE, "n", choices.between(0, 2));
        declare(Signature.Kind.INSTANCE, "m", choices.between(0, 2));
        declare(Signature.Kind.COROUTINE, "c", choices.between(1, 4));
    }

    private void declare(Signature.Kind kind, String prefix, int count) {
        for (int k = 0; k < count; k++) {
            List<Type> parameters = new ArrayList<>();
            for (int n = choices.below(4); n > 0; n--) {
                parameters.add(choices.of(Type.ALL));
            }
            signatures.add(new Signature(kind, fresh(prefix), parameters, choices.of(RESULTS)));
        }
    }

    private Member method(Signature s) {
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
            Place.Var v = new Place.Var(fresh("t"), t, false);
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
                Expr value = expressions.leaf(s.result(), place);
                body.add(stmt("int n = i(" + choices.below(9) + ").await();"));
                body.add(stmt("if (n > " + choices.below(9) + ") { pause().await(); }"));
                body.add(
                        choices.percent(50)
                                ? stmt("return done(" + s.result().step() + "(", value, ").await());")
                                : stmt("return done(", value, ");"));
                return body;
            case IMMEDIATE:
                place.add(new Place.Var("g" + Type.INT.ordinal(), Type.INT, false, true));
                body.add(stmt("return done(", expressions.of(s.result(), 2, place), ");"));
                return body;
            default:
        }
        statics.forEach(place::add);
        if (!place.isStatic) {
            place.add(new Place.Var("own", Type.INT, false, true));
        }
        boolean plain = s.kind() == Signature.Kind.PLAIN;
        body.addAll(statements.declarations(plain ? 1 : choices.between(1, 5), place));
        body.addAll(statements.some(plain ? choices.between(0, 2) : choices.between(2, 6), place));
        if (place.mayTail && choices.percent(15)) {
            body.add(stmt("return ", awaits.async(s.result(), 2, place), ";"));
        } else {
            body.add((Stmt) statements.ending(place));
        }
        return body;
    }

    private Member square() {
        Place place = Place.method(true, true, Place.Ends.ASYNC, Type.INT);
        statics.forEach(place::add);
        place.add(new Place.Var("side", Type.INT, false, true));
        place.add(new Place.Var("x", Type.INT, false));
        List<Stmt> body = new ArrayList<>();
        body.addAll(statements.some(choices.between(0, 2), place));
        body.add((Stmt) statements.ending(place));
        String overriding = choices.percent(50)
                ? ""
                : " @Override public Async<Integer> twice(int x) throws Exception {"
                        + " return done(area(x).await() + Shape.super.twice(x).await()); }";
        return member(
                "static class Square implements Shape { int side; Square(int side) { this.side = side; }" + overriding
                        + " @Override public Async<Integer> area(int x) throws Exception { if (!Pace.fuel()) { return done(0); } ",
                new Block(body),
                " } }");
    }

    private Member main() {
        List<Stmt> body = new ArrayList<>();
        body.add(stmt("reset();"));
        Place place = Place.method(true, true, Place.Ends.ASYNC, Type.OBJECT);
        List<Signature> calls = new ArrayList<>(signatures);
        calls.removeIf(s -> s.kind() != Signature.Kind.COROUTINE && s.kind() != Signature.Kind.INSTANCE);
        for (Signature s : calls) {
            Block call = new Block(List.of(stmt("Pace.log(", awaits.call(s, 1, place.plain()), ".await());")));
            body.add(stmt("try ", call, " catch (" + choices.any("Exception", "Throwable") + " e) { Pace.log(e); }"));
        }
        Piece last = awaits.call(calls.get(calls.size() - 1), 1, place);
        body.add(stmt("return done((Object) ", last, ".await());"));
        return member("public static Async<Object> main() throws Exception ", new Block(body));
    }
}
