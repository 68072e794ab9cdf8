package dev.bobbin.lab.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generated programs. Each has a class {@code generated.Main} whose {@code answers(int)} tells whether its coroutines give
 * what the same code without Bobbin gives, so that what a form made of them can be run and checked.
 */
public final class Generated {
    /**
     * {@code sites=k}: a coroutine that awaits the same callee k times. {@code chain=n}: n coroutines, each awaiting the
     * next. {@code callers=m}: m coroutines that each await the first of the same chain of four.
     */
    public static final List<String> FAMILIES = List.of("sites", "chain", "callers");

    private static final String MAIN = "Main";
    private static final int SHARED_CHAIN = 4;

    private Generated() {}

    static Map<String, String> of(String family, int size) {
        StringBuilder coroutines = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        switch (family) {
            case "sites" -> {
                leaf(0, coroutines, plain);
                sites(size, coroutines, plain);
            }
            case "chain" -> {
                chain(size, coroutines, plain);
                callers(1, coroutines, plain);
            }
            case "callers" -> {
                chain(SHARED_CHAIN, coroutines, plain);
                callers(size, coroutines, plain);
            }
            default -> throw new IllegalArgumentException("no family " + family);
        }
        return Map.of("generated/Main.java", type(MAIN, coroutines, plain));
    }

    /**
     * Classes of coroutines that take turns in having one await, three in a row, one in a loop, and one in a try; a class's
     * first calls its others, and those a leaf of the next class.
     */
    static Map<String, String> project(int classes, int coroutinesPerClass) {
        Map<String, String> sources = new LinkedHashMap<>();
        StringBuilder total = new StringBuilder("static Async<Integer> total(int x) {\nint sum = x;\n");
        StringBuilder plain = new StringBuilder("static int plain(int x) {\nint sum = x;\n");
        for (int c = 0; c < classes; c++) {
            String name = "Part" + c;
            String next = "Part" + (c + 1) % classes;
            sources.put("generated/" + name + ".java", part(name, next, coroutinesPerClass));
            total.append("sum += ").append(name).append(".first(sum).await();\n");
            plain.append("sum += ").append(name).append(".plainFirst(sum);\n");
        }
        total.append("return done(sum);\n}\n");
        plain.append("return sum;\n}\n");
        sources.put("generated/Main.java", type(MAIN, total, plain));
        return sources;
    }

    private static String part(String name, String next, int count) {
        StringBuilder coroutines = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        leaf(0, coroutines, plain);
        StringBuilder calls = new StringBuilder();
        StringBuilder plainCalls = new StringBuilder();
        for (int i = 1; i <= count - 2; i++) {
            String callee = i % 2 == 0 ? "level0" : next + ".level0";
            String plainCallee = i % 2 == 0 ? "plain0" : next + ".plain0";
            coroutines.append("static Async<Integer> level%d(int x) {\n".formatted(i));
            coroutines.append(body(i, callee + "(", ").await()"));
            coroutines.append("return done(sum);\n}\n");
            plain.append("static int plain%d(int x) {\n".formatted(i));
            plain.append(body(i, plainCallee + "(", ")")).append("return sum;\n}\n");
            calls.append("sum ^= level%d(sum).await();\n".formatted(i));
            plainCalls.append("sum ^= plain%d(sum);\n".formatted(i));
        }
        coroutines.append("static Async<Integer> first(int x) {\nint sum = x;\n" + calls + "return done(sum);\n}\n");
        plain.append("static int plainFirst(int x) {\nint sum = x;\n" + plainCalls + "return sum;\n}\n");
        return type(name, coroutines, plain);
    }

    /** One of four shapes, with the call's begin and end. */
    private static String body(int shape, String call, String end) {
        return switch (shape % 4) {
            case 0 -> "int sum = x + %sx%s;\n".formatted(call, end);
            case 1 -> """
                    int a = %1$sx%2$s;
                    long b = a + %1$sx + 1%2$s;
                    String c = a + ":" + %1$sx + 2%2$s;
                    int sum = a + (int) b + c.length();
                    """.formatted(call, end);
            case 2 -> """
                    int sum = x;
                    for (int i = 0; i < 3; i++) {
                        sum = sum * 31 + %1$ssum + i%2$s;
                    }
                    """.formatted(call, end);
            default -> """
                    int sum = x;
                    try {
                        sum += %1$sx%2$s;
                        if (sum == 12345) {
                            throw new IllegalStateException("odd");
                        }
                    } catch (IllegalStateException e) {
                        sum += %1$s1%2$s;
                    } finally {
                        sum++;
                    }
                    """.formatted(call, end);
        };
    }

    /** It suspends once; its plain sibling does not. */
    private static void leaf(int number, StringBuilder coroutines, StringBuilder plain) {
        coroutines.append(
                "static Async<Integer> level%d(int x) {\nBobbin.yieldNow().await();\nreturn done(x * 3 + 1);\n}\n"
                        .formatted(number));
        plain.append("static int plain%d(int x) {\nreturn x * 3 + 1;\n}\n".formatted(number));
    }

    private static void chain(int length, StringBuilder coroutines, StringBuilder plain) {
        for (int i = 0; i < length - 1; i++) {
            coroutines.append(
                    "static Async<Integer> level%d(int x) {\nint y = level%d(x + 1).await();\nreturn done(x ^ y);\n}\n"
                            .formatted(i, i + 1));
            plain.append(
                    "static int plain%d(int x) {\nint y = plain%d(x + 1);\nreturn x ^ y;\n}\n".formatted(i, i + 1));
        }
        leaf(length - 1, coroutines, plain);
    }

    private static void sites(int count, StringBuilder coroutines, StringBuilder plain) {
        coroutines.append("static Async<Integer> total(int x) {\nint sum = x;\n");
        plain.append("static int plain(int x) {\nint sum = x;\n");
        for (int i = 0; i < count; i++) {
            coroutines.append("sum += level0(sum).await();\n");
            plain.append("sum += plain0(sum);\n");
        }
        coroutines.append("return done(sum);\n}\n");
        plain.append("return sum;\n}\n");
    }

    /** The first of them is {@code total}; it calls the others too, one after the other, from plain code's point of view. */
    private static void callers(int count, StringBuilder coroutines, StringBuilder plain) {
        for (int i = 1; i < count; i++) {
            coroutines.append(
                    "static Async<Integer> caller%d(int x) {\nint y = level0(x + %d).await();\nreturn done(x + y);\n}\n"
                            .formatted(i, i));
        }
        coroutines.append("static Async<Integer> total(int x) {\nint y = level0(x).await();\nreturn done(x + y);\n}\n");
        plain.append("static int plain(int x) {\nint y = plain0(x);\nreturn x + y;\n}\n");
    }

    private static String type(String name, CharSequence coroutines, CharSequence plain) {
        String head = """
                package generated;

                import static dev.bobbin.Async.done;

                import dev.bobbin.Async;
                import dev.bobbin.Bobbin;

                public class %s {
                """;
        String answers = """
                public static boolean answers(int x) {
                return Bobbin.run(() -> total(x)) == plain(x);
                }
                """;
        return head.formatted(name) + (name.equals(MAIN) ? answers : "") + coroutines + plain + "}\n";
    }
}
