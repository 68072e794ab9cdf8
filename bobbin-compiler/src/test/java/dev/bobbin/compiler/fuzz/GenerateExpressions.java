package dev.bobbin.compiler.fuzz;

import static dev.bobbin.compiler.fuzz.Piece.expr;

import dev.bobbin.compiler.fuzz.Piece.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Random expressions of a type: those of plain Java; {@link GenerateAwaits} adds those that suspend. */
final class GenerateExpressions {
    private static final List<String> INT_OPERATORS = List.of("+", "-", "*", "&", "|", "^", "<<", ">>", ">>>");

    private final Generator g;
    private final Choices choices;

    GenerateExpressions(Generator g) {
        this.g = g;
        this.choices = g.choices;
    }

    /** Anything; suspending where that is legal. */
    Expr of(Type type, int depth, Place place) {
        if (depth <= 0 || !g.budget.spend(1)) {
            return leaf(type, place);
        }
        if (place.mayAwait && choices.percent(33)) {
            return g.awaits.of(type, depth, place);
        }
        if (choices.percent(8)) {
            String cast = "((" + type.source() + ") ("; // without it javac tries each overload, at each level anew
            return expr(
                    type,
                    cast,
                    of(Type.BOOLEAN, depth - 1, place),
                    " ? ",
                    of(type, depth - 1, place),
                    " : ",
                    of(type, depth - 1, place),
                    "))");
        }
        if (choices.percent(4) && (type == Type.INT || type == Type.LONG || type == Type.OBJECT)) {
            return mixed(type, depth, place);
        }
        if (choices.percent(6)) {
            return logged(type, depth - 1, place);
        }
        if (choices.percent(5) && g.release >= 14) {
            return g.switches.expression(type, depth, place);
        }
        if (choices.percent(6)) {
            List<Place.Var> variables = place.vars(v -> v.type() == type && !v.isFinal());
            if (!variables.isEmpty()) {
                return expr(type, "(" + choices.of(variables).name() + " = ", of(type, depth - 1, place), ")");
            }
        }
        if (choices.percent(6)) {
            List<Signature> plain = g.signatures(Signature.Kind.PLAIN, type);
            if (!plain.isEmpty()) {
                Signature s = g.called(choices.of(plain));
                return expr(type, s.name() + "(", arguments(s.parameters(), depth - 1, place), ")");
            }
        }
        return switch (type) {
            case BOOLEAN -> bool(depth, place);
            case BYTE, CHAR, SHORT -> narrow(type, depth, place);
            case INT -> integer(depth, place);
            case LONG, FLOAT, DOUBLE -> wide(type, depth, place);
            case STRING -> text(depth, place);
            case INTEGER, LONG_BOX -> boxed(type, depth, place);
            case OBJECT -> object(depth, place);
            case POINT ->
                expr(
                        type,
                        "new Point(",
                        of(Type.INT, depth - 1, place),
                        ", ",
                        of(Type.LONG, depth - 1, place),
                        ", ",
                        of(Type.STRING, depth - 1, place),
                        ")");
            case COLOR -> expr(type, "Color.values()[", of(Type.INT, depth - 1, place), " & 3]");
            case INTS, LONGS, DOUBLES, STRINGS, BYTES, CHARS, SHORTS, FLOATS, BOOLEANS, OBJECTS ->
                array(type, depth, place);
            case TEXTS ->
                expr(
                        type,
                        "new ArrayList<String>(Arrays.asList(",
                        list(Type.STRING, choices.between(1, 3), depth, place),
                        "))");
            case COLD -> throw new IllegalStateException("no value");
        };
    }

    /** A chain of ternaries whose values are boxes and not, of more than one type: javac's rules say what becomes of them. */
    private Expr mixed(Type type, int depth, Place place) {
        Type other = type == Type.LONG ? Type.INT : choices.any(Type.CHAR, Type.SHORT, Type.BYTE);
        Type last = type == Type.LONG ? Type.LONG_BOX : Type.INTEGER;
        Type first = type == Type.OBJECT ? choices.any(Type.INT, Type.DOUBLE, Type.STRING) : type;
        return expr(
                type,
                type == Type.OBJECT ? "((Object) (" : "((" + type.source() + ") (",
                of(Type.BOOLEAN, depth - 1, place),
                " ? ",
                of(first, depth - 1, place),
                " : ",
                of(Type.BOOLEAN, depth - 1, place),
                " ? ",
                of(other, depth - 1, place),
                " : ",
                of(last, depth - 1, place),
                "))");
    }

    Expr logged(Type type, int depth, Place place) {
        Expr e = type.isPrimitive() ? raw(type, depth, place) : of(type, depth, place);
        return expr(type, "Pace.log(", e, ")");
    }

    /** Comma-separated arguments. */
    List<Piece> arguments(List<Type> types, int depth, Place place) {
        List<Piece> all = new ArrayList<>();
        for (Type t : types) {
            if (!all.isEmpty()) {
                all.add(new Piece.Text(", "));
            }
            all.add(of(t, depth, place));
        }
        return all;
    }

    private List<Piece> list(Type type, int count, int depth, Place place) {
        return arguments(Collections.nCopies(count, type), depth - 1, place);
    }

    /** A variable or a literal. */
    Expr leaf(Type type, Place place) {
        List<Place.Var> variables = place.vars(v -> v.type() == type);
        if (!variables.isEmpty() && choices.percent(75)) {
            List<Place.Var> locals =
                    variables.stream().filter(v -> !v.isField()).toList();
            return expr(
                    type,
                    choices.of(locals.isEmpty() || choices.percent(20) ? variables : locals)
                            .name());
        }
        if (type.isNumeric()) {
            Place.Var other = numericBelow(type, place);
            if (other != null && choices.percent(30)) {
                return expr(type, "(" + type.source() + ") " + other.name());
            }
        }
        if (type == Type.BOOLEAN && g.mayFlip && choices.percent(60)) {
            return expr(type, "coin()");
        }
        return expr(type, literal(type));
    }

    private Place.Var numericBelow(Type type, Place place) {
        List<Place.Var> variables = place.vars(v -> v.type().isNumeric());
        return variables.isEmpty() ? null : choices.of(variables);
    }

    private String literal(Type type) {
        return switch (type) {
            case BOOLEAN -> choices.any("true", "false");
            case BYTE, SHORT -> "(" + type.source() + ") " + choices.any("0", "1", "-1", "7", "127", "-128", "100");
            case CHAR -> choices.any("'a'", "'\\0'", "'z'", "'\\uffff'", "'0'");
            case INT ->
                choices.any(
                        "0",
                        "1",
                        "2",
                        "-1",
                        "3",
                        "5",
                        "7",
                        "40000",
                        "(1 << 20)",
                        "Integer.MAX_VALUE",
                        "Integer.MIN_VALUE",
                        "" + choices.between(-99, 999));
            case LONG ->
                choices.any("0L", "1L", "-1L", "3L", "Long.MAX_VALUE", "(1L << 40)", choices.between(-99, 999) + "L");
            case FLOAT -> choices.any("0f", "1f", "-0f", "1.5f", "2f", "Float.NaN", "1e30f");
            case DOUBLE -> choices.any("0.0", "1.0", "-0.0", "2.5", "2.0", "Double.NaN", "1e300", "0.1");
            case STRING -> choices.any("\"\"", "\"a\"", "\"bc\"", "\"x\"", "\"äß\"", "(String) null", "\"long text\"");
            case INTEGER -> choices.any("(Integer) 1", "(Integer) 1000", "(Integer) 0", "(Integer) (-5)");
            case LONG_BOX -> choices.any("(Long) 1L", "(Long) 1000L", "(Long) 0L");
            case OBJECT -> choices.any("(Object) \"o\"", "(Object) 5", "(Object) 'c'", "(Object) 2.5", "(Object) null");
            case COLOR -> choices.any("Color.RED", "Color.GREEN", "Color.BLUE", "Color.NONE");
            default -> type.simplest();
        };
    }

    private Expr bool(int depth, Place place) {
        int d = depth - 1;
        switch (choices.below(8)) {
            case 5:
                return g.updates.element(Type.BOOLEANS, d, place);
            case 0:
                return expr(
                        Type.BOOLEAN,
                        "(",
                        of(Type.BOOLEAN, d, place),
                        choices.any(" && ", " || ", " ^ ", " & "),
                        of(Type.BOOLEAN, d, place),
                        ")");
            case 1:
                return expr(Type.BOOLEAN, "!", paren(of(Type.BOOLEAN, d, place)));
            case 2:
                return expr(
                        Type.BOOLEAN,
                        "(",
                        of(Type.OBJECT, d, place),
                        " instanceof ",
                        choices.any("String", "Integer", "Number", "Comparable"),
                        ")");
            case 3:
                return expr(
                        Type.BOOLEAN,
                        "Objects.equals(",
                        of(Type.STRING, d, place),
                        ", ",
                        of(Type.STRING, d, place),
                        ")");
            case 4:
                if (g.release >= 17) {
                    return g.switches.instance(d, place);
                }
                return leaf(Type.BOOLEAN, place);
            default:
                Type t = choices.of(Type.NUMERIC);
                return expr(
                        Type.BOOLEAN,
                        "(",
                        raw(t, d, place),
                        choices.any(" < ", " <= ", " > ", " >= ", " == ", " != "),
                        of(choices.of(Type.NUMERIC), d, place),
                        ")");
        }
    }

    private Expr narrow(Type type, int depth, Place place) {
        String cast = "(" + type.source() + ") ";
        return switch (choices.below(4)) {
            case 0 -> g.updates.update(type, depth, place);
            case 3 -> g.updates.element(type.array(), depth - 1, place);
            case 1 -> expr(type, "(" + cast, raw(choices.of(Type.NUMERIC), depth - 1, place), ")");
            default ->
                expr(
                        type,
                        "(" + cast + "(",
                        of(type, depth - 1, place),
                        " " + choices.of(INT_OPERATORS) + " ",
                        of(Type.INT, depth - 1, place),
                        "))");
        };
    }

    private Expr integer(int depth, Place place) {
        int d = depth - 1;
        switch (choices.below(12)) {
            case 0:
                return g.updates.update(Type.INT, depth, place);
            case 1:
                return expr(
                        Type.INT,
                        "(",
                        of(Type.INT, d, place),
                        choices.any(" / ", " % "),
                        "(",
                        of(Type.INT, d, place),
                        choices.percent(85) ? " | 1))" : "))");
            case 2:
                return expr(Type.INT, "(int) ", raw(choices.of(Type.NUMERIC), d, place));
            case 3:
                return g.updates.element(Type.INTS, d, place);
            case 4:
                return expr(Type.INT, "String.valueOf((Object) ", of(Type.STRING, d, place), ").length()");
            case 5:
                return expr(Type.INT, "(int) ", paren(of(Type.INTEGER, d, place)));
            case 6:
                return expr(Type.INT, of(Type.POINT, d, place), ".x");
            case 7:
                return g.lambdas.plainCall(d, place);
            case 8:
                return expr(Type.INT, choices.any("-", "~"), paren(of(Type.INT, d, place)));
            case 9:
                Type array = choices.of(Type.ARRAYS);
                return expr(Type.INT, of(array, d, place), ".length");
            default:
                return expr(
                        Type.INT,
                        "(",
                        of(choices.any(Type.INT, Type.INT, Type.BYTE, Type.CHAR, Type.SHORT), d, place),
                        " " + choices.of(INT_OPERATORS) + " ",
                        of(Type.INT, d, place),
                        ")");
        }
    }

    private Expr wide(Type type, int depth, Place place) {
        int d = depth - 1;
        switch (choices.below(6)) {
            case 0:
                return g.updates.update(type, depth, place);
            case 1:
                return expr(type, "(" + type.source() + ") ", raw(choices.of(Type.NUMERIC), d, place));
            case 2:
                return g.updates.element(type.array(), d, place);
            case 3:
                return type == Type.LONG ? expr(type, of(Type.POINT, d, place), ".y") : leaf(type, place);
            default:
                List<String> operators = type == Type.LONG ? INT_OPERATORS : List.of("+", "-", "*", "/", "%");
                String operator = choices.of(operators);
                Type left = type;
                Type right = operator.contains("<") || operator.contains(">") ? choices.any(Type.INT, Type.LONG) : type;
                return expr(type, "(", of(left, d, place), " " + operator + " ", of(right, d, place), ")");
        }
    }

    private Expr text(int depth, Place place) {
        int d = depth - 1;
        return switch (choices.below(6)) {
            case 0 -> g.updates.element(Type.STRINGS, d, place);
            case 1 ->
                expr(
                        Type.STRING,
                        "String.valueOf(",
                        of(choices.any(Type.INT, Type.LONG, Type.CHAR, Type.BOOLEAN), d, place),
                        ")");
            case 2 -> expr(Type.STRING, "Pace.show(", of(choices.of(Type.ALL), d, place), ")");
            case 3 -> expr(Type.STRING, of(Type.POINT, d, place), ".s");
            default ->
                expr(
                        Type.STRING,
                        "Pace.cut(\"\" + ",
                        concatenated(d, place),
                        " + ",
                        concatenated(d, place),
                        " + ",
                        concatenated(d, place),
                        ")");
        };
    }

    private Expr concatenated(int depth, Place place) {
        Type t = choices.any(
                Type.INT,
                Type.STRING,
                Type.LONG,
                Type.CHAR,
                Type.BOOLEAN,
                Type.COLOR,
                Type.BYTE,
                Type.INTEGER,
                Type.POINT);
        return of(t, depth, place);
    }

    private Expr boxed(Type type, int depth, Place place) {
        Type raw = type == Type.INTEGER ? Type.INT : Type.LONG;
        return choices.percent(4)
                ? expr(type, "(" + type.source() + ") null")
                : expr(type, "(" + type.source() + ") ", raw(raw, depth - 1, place));
    }

    private Expr object(int depth, Place place) {
        Type t = choices.any(
                Type.STRING, Type.INT, Type.LONG, Type.DOUBLE, Type.POINT, Type.INTS, Type.COLOR, Type.INTEGER);
        return expr(Type.OBJECT, "(Object) ", paren(of(t, depth - 1, place)));
    }

    private Expr array(Type type, int depth, Place place) {
        Type element = type.element();
        if (choices.percent(15)) {
            return expr(type, "new " + element.source() + "[2 + (", of(Type.INT, depth - 1, place), " & 3)]");
        }
        return expr(type, "new " + element.source() + "[] {", list(element, choices.between(1, 3), depth, place), "}");
    }

    /** As a primitive: the result of an await is a box, which casts to other types refuse and == compares by identity. */
    private Expr raw(Type type, int depth, Place place) {
        return expr(type, "(" + type.source() + ") (", of(type, depth, place), ")");
    }

    private static Expr paren(Expr e) {
        return expr(e.type(), "(", e, ")");
    }
}
