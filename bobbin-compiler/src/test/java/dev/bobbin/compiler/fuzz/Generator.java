package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.clause;
import static dev.bobbin.compiler.fuzz.Piece.member;
import static dev.bobbin.compiler.fuzz.Piece.stmt;

import dev.bobbin.compiler.fuzz.Piece.Block;
import dev.bobbin.compiler.fuzz.Piece.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** What a program has a static field of. */
    private static final List<Type> STATICS =
            List.of(Type.INT, Type.LONG, Type.STRING, Type.DOUBLE, Type.INTS, Type.POINT);

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
    final GenerateMethods methods;
    final GenerateClasses classes;
    final GenerateScopes scopes;
    final List<Place.Var> statics = new ArrayList<>();
    Budget budget;
    /** Not in what may run at any time. */
    boolean mayFlip = true;

    private final List<Signature> signatures = new ArrayList<>();
    private final Set<Signature> called = new LinkedHashSet<>();
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
        this.methods = new GenerateMethods(this);
        this.classes = new GenerateClasses(this);
        this.scopes = new GenerateScopes(this);
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

    /** Marks a method as one that the program needs. */
    Signature called(Signature s) {
        called.add(s);
        return s;
    }

    private List<Member> members() {
        for (Type t : STATICS) {
            statics.add(new Place.Var("g" + t.ordinal(), t, false, true));
        }
        declare();
        List<Signature> coroutines = new ArrayList<>(signatures);
        coroutines.removeIf(s -> s.kind() != Signature.Kind.COROUTINE && s.kind() != Signature.Kind.INSTANCE);
        budget = new Budget(choices, coroutines.size() + 1);
        List<Member> code = new ArrayList<>();
        for (Signature s : coroutines) {
            budget.nextMethod();
            code.add(methods.method(s));
        }
        Member main = methods.main(coroutines);
        for (List<Member> more = classes.missing(); !more.isEmpty(); more = classes.missing()) {
            code.addAll(more);
        }
        Set<Signature> made = new HashSet<>(coroutines);
        for (Signature next = notIn(made); next != null; next = notIn(made)) {
            made.add(next);
            budget.nextMethod();
            code.add(methods.method(next));
        }
        code.add(main);
        code.add(member("public static Async<Object> guarded() { try { return done(main().await()); }"
                + " catch (Throwable t) { Pace.log(t); return done(\"guarded\"); } }"));
        code.addAll(fields(code));
        if (release >= 21) {
            code.add(
                    member(
                            "static Object choice(Object o, int n) { return n % 5 == 0 ? new Pair(n, \"p\" + Pace.show(o))"
                                    + " : n % 5 == 1 ? new Box<Object>(o, n) : n % 5 == 2 ? new Box<Pair>(new Pair(n, \"q\"), n) : o; }"));
            code.add(member("record Box<T>(T value, int n) {}"));
            code.add(member("record Pair(int a, String b) {}"));
        }
        code.add(member("static final Shape SHAPE = x -> done(i(x).await() + 1);"));
        code.add(member("enum Color { RED, GREEN, BLUE, NONE }"));
        return withoutUnused(code);
    }

    private Signature notIn(Set<Signature> made) {
        return called.stream().filter(s -> !made.contains(s)).findFirst().orElse(null);
    }

    private List<Member> fields(List<Member> code) {
        List<Place.Var> used =
                statics.stream().filter(v -> mentioned(v.name(), code)).toList();
        List<Member> all = new ArrayList<>();
        used.forEach(v -> all.add(member("static " + v.type().source() + " " + v.name() + ";")));
        all.add(member("int own;\n\n    " + name + "(int own) { this.own = own; }"));
        all.add(member(
                "static void reset() ",
                new Block(used.stream()
                        .map(v -> stmt(v.name() + " = " + v.type().simplest() + ";"))
                        .toList())));
        all.add(member(
                "public static String dump() { return \"\"",
                used.stream().map(v -> clause(" + Pace.show(" + v.name() + ")")).toList(),
                "; }"));
        return all;
    }

    /** Without what nothing speaks of, which would be compiled for nothing. */
    private static List<Member> withoutUnused(List<Member> all) {
        List<Member> used = new ArrayList<>(all);
        for (String name : List.of("choice", "Box", "Pair", "SHAPE", "Color")) {
            List<Member> declared = all.stream()
                    .filter(m -> PrintProgram.print(m)
                            .matches("(static Object|record|static final Shape|enum) " + name + "\\b.*"))
                    .toList();
            List<Member> others = new ArrayList<>(used);
            others.removeAll(declared);
            if (!mentioned(name, others)) {
                used = others;
            }
        }
        return List.copyOf(used);
    }

    private static boolean mentioned(String name, List<Member> where) {
        Pattern word = Pattern.compile("\\b" + name + "\\b");
        return where.stream().anyMatch(m -> word.matcher(PrintProgram.print(m)).find());
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
}
