package seq;

import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.abi.ObjectStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Loops, which the compiler has ask for the next element or the end, in the place of hasNext() and next(): whatever is asked, in whatever order, the
 * body and the operators do what they would do otherwise.
 */
public class Asked {
    private static Map<String, Function<Fed.Log, Seq<Integer>>> bodies() {
        Map<String, Function<Fed.Log, Seq<Integer>>> all = new TreeMap<>(Fed.bodies());
        all.put("objects", log -> Seq.of(y -> {
            for (Integer each : List.of(1000, 2000, 3000)) {
                log.add("before " + each);
                y.yield(each);
            }
        }));
        all.put("an object, then numbers", log -> Seq.of(y -> {
            Integer first = Integer.valueOf("7");
            y.yield(first);
            for (int i = 0; i < 2; i++) {
                y.yield(i);
                y.yield(Integer.parseInt("1" + i));
            }
        }));
        all.put("objects in a try", log -> Seq.of(y -> {
            Iterator<Integer> it = List.of(1000, 2000, 3000).iterator();
            try {
                while (it.hasNext()) {
                    y.yield(it.next());
                }
                y.yield(it.next());
            } catch (RuntimeException e) {
                log.add("caught " + e.getClass());
                throw e;
            } finally {
                log.add("finally");
            }
        }));
        all.put("asks itself", log -> {
            List<Iterator<Integer>> own = new ArrayList<>();
            Seq<Integer> seq = Seq.of(y -> {
                y.yield(Integer.valueOf("1000"));
                try {
                    log.add(own.get(own.size() - 1).hasNext());
                } catch (IllegalStateException e) {
                    log.add(e.getMessage());
                }
                y.yield(Integer.valueOf("2000"));
            });
            return Seq.from(() -> {
                own.add(seq.iterator());
                return own.get(own.size() - 1);
            });
        });
        all.put("of a list", log -> Seq.of(1, null, 3));
        all.put("of another's iterator", log -> Seq.from(() -> new Another(log)));
        all.put("trees", log -> Seq.of(y -> tree(3, y)));
        return all;
    }

    /** A program's own, which need not know what the compiler makes of a loop. */
    private static final class Another implements SeqIterator<Integer> {
        private final Fed.Log log;
        private int next;

        Another(Fed.Log log) {
            this.log = log;
        }

        @Override
        public boolean hasNext() {
            log.add("asked " + next);
            return next < 3;
        }

        @Override
        public Integer next() {
            return next++;
        }

        @Override
        public void close() {
            log.add("close");
        }
    }

    static void tree(int depth, dev.bobbin.Yielder<Integer> y) {
        if (depth > 0) {
            tree(depth - 1, y);
            y.yield(Integer.valueOf("" + depth));
            tree(depth - 1, y);
        }
    }

    private static Map<String, BiFunction<Seq<Integer>, Fed.Log, Seq<?>>> operators() {
        Map<String, BiFunction<Seq<Integer>, Fed.Log, Seq<?>>> all = new TreeMap<>();
        all.put("none", (seq, log) -> seq);
        all.put("map", (seq, log) -> seq.map(n -> {
            log.add("mapped " + n);
            return n == null ? null : n + 1;
        }));
        all.put("map to null", (seq, log) -> seq.map(n -> null));
        all.put("map that fails", (seq, log) -> seq.map(n -> 10 / (n == null ? 0 : n - 1)));
        all.put("filter", (seq, log) -> seq.filter(n -> {
            log.add("tested " + n);
            return n == null || n % 2 == 1;
        }));
        all.put("take", (seq, log) -> seq.take(2));
        all.put("takeWhile", (seq, log) -> seq.takeWhile(n -> n == null || n < 2));
        all.put("drop", (seq, log) -> seq.drop(1));
        all.put("scan", (seq, log) -> seq.scan("", (text, n) -> text + n));
        all.put("flatMap", (seq, log) -> seq.flatMap(n -> Seq.of(n, null).onEach(log::add)));
        all.put("chunked", (seq, log) -> seq.chunked(2));
        all.put("windowed", (seq, log) -> seq.windowed(2));
        all.put("zip", (seq, log) -> seq.zip(Seq.of(y -> {
            y.yield(log);
            y.yield("b");
        }), (n, other) -> n + (other == log ? "a" : "b")));
        all.put("zip as another", (seq, log) -> Seq.of(1, 2).zip(seq, (a, b) -> a + ":" + b));
        all.put("interleave", (seq, log) -> seq.interleave(List.of(100, 200)));
        all.put("plus", (seq, log) -> seq.plus(seq));
        all.put("numbers and back", (seq, log) -> seq.map(n -> n == null ? 0 : n).mapToInt(n -> n).filter(n -> n != 1).boxed());
        all.put("three", (seq, log) -> seq.filter(n -> true).map(n -> n).onEach(n -> log.add("saw " + n)));
        return all;
    }

    /** What an order of questions gives, and what happens meanwhile. */
    private static List<Object> asked(Seq<?> seq, Fed.Log log, int[] questions, boolean atOnce) {
        SeqIterator<?> it = seq.iterator();
        for (int question : questions) {
            try {
                switch (question) {
                    case 0 -> log.add(it.hasNext());
                    case 1 -> log.add(it.next());
                    case 2 -> it.close();
                    default -> {
                        Object next = atOnce ? it.next$orEnd() : it.hasNext() ? it.next() : ObjectStep.END;
                        log.add(next == ObjectStep.END ? "end" : next);
                    }
                }
            } catch (Throwable t) {
                log.add(t.toString());
            }
        }
        return log.events;
    }

    /** Rarely a close, mostly one and the same question. */
    private static int[] questions(Random random) {
        int[] questions = new int[1 + random.nextInt(10)];
        for (int i = 0; i < questions.length; i++) {
            int at = random.nextInt(20);
            questions[i] = at == 0 ? 2 : at < 4 ? 0 : at < 7 ? 1 : 3;
        }
        return questions;
    }

    @Expect("25 bodies, 18 operators: the same in one question as in two")
    public static String anyQuestions_inAnyOrder() {
        Random random = new Random(1);
        for (Map.Entry<String, Function<Fed.Log, Seq<Integer>>> body : bodies().entrySet()) {
            for (Map.Entry<String, BiFunction<Seq<Integer>, Fed.Log, Seq<?>>> operator : operators().entrySet()) {
                for (int k = 0; k < 20; k++) {
                    int[] questions = questions(random);
                    List<List<Object>> outcomes = new ArrayList<>();
                    for (boolean atOnce : new boolean[] {false, true}) {
                        Fed.Log log = new Fed.Log();
                        outcomes.add(asked(operator.getValue().apply(body.getValue().apply(log), log), log, questions, atOnce));
                    }
                    if (!outcomes.get(0).equals(outcomes.get(1))) {
                        return body.getKey() + ", " + operator.getKey() + ", " + java.util.Arrays.toString(questions) + ": " + outcomes.get(1)
                                + " instead of " + outcomes.get(0);
                    }
                }
            }
        }
        return bodies().size() + " bodies, " + operators().size() + " operators: the same in one question as in two";
    }

    // ---- loops ------------------------------------------------------------------------------------------------------

    /** A loop over a sequence, and the same over what only its name says to be no sequence, which the compiler leaves alone. */
    private interface Loop {
        void run(Seq<Integer> seq, Fed.Log log) throws Exception;
    }

    private static Map<String, List<Loop>> loops() {
        Map<String, List<Loop>> all = new TreeMap<>();
        all.put("all", List.of(
                (seq, log) -> {
                    for (Integer n : seq) {
                        log.add(n);
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    for (Integer n : any) {
                        log.add(n);
                    }
                }));
        all.put("unboxed", List.of(
                (seq, log) -> {
                    long sum = 0;
                    for (int n : seq) {
                        log.add(sum += n);
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    long sum = 0;
                    for (int n : any) {
                        log.add(sum += n);
                    }
                }));
        all.put("break and continue", List.of(
                (seq, log) -> {
                    outer:
                    for (Integer a : seq) {
                        for (Integer b : seq.map(n -> n)) {
                            if (a == null || b == null) {
                                continue outer;
                            }
                            if (a + b == 1) {
                                continue;
                            }
                            log.add(a + b);
                            if (a + b > 3) {
                                break outer;
                            }
                        }
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    outer:
                    for (Integer a : any) {
                        Iterable<Integer> another = seq.map(n -> n);
                        for (Integer b : another) {
                            if (a == null || b == null) {
                                continue outer;
                            }
                            if (a + b == 1) {
                                continue;
                            }
                            log.add(a + b);
                            if (a + b > 3) {
                                break outer;
                            }
                        }
                    }
                }));
        all.put("by hand", List.of(
                (seq, log) -> {
                    Iterator<Integer> it = seq.iterator();
                    while (it.hasNext()) {
                        Integer n = it.next();
                        log.add(n);
                        log.add(it.hasNext());
                    }
                    log.add(it.hasNext());
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    Iterator<Integer> it = any.iterator();
                    while (it.hasNext()) {
                        Integer n = it.next();
                        log.add(n);
                        log.add(it.hasNext());
                    }
                    log.add(it.hasNext());
                }));
        all.put("that goes on with other iterators", List.of(
                (seq, log) -> {
                    Iterator<Integer> it = seq.iterator();
                    while (it.hasNext()) {
                        Integer n = it.next();
                        log.add(n);
                        if (n != null && n == 1) {
                            it = List.of(7, 8).iterator();
                        }
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    Iterator<Integer> it = any.iterator();
                    while (it.hasNext()) {
                        Integer n = it.next();
                        log.add(n);
                        if (n != null && n == 1) {
                            it = List.of(7, 8).iterator();
                        }
                    }
                }));
        all.put("that comes back to the first of several iterators", List.of(
                (seq, log) -> {
                    Deque<Iterator<Integer>> up = new ArrayDeque<>();
                    Iterator<Integer> it = seq.iterator();
                    while (true) {
                        while (it.hasNext()) {
                            Integer n = it.next();
                            log.add(n);
                            up.push(it);
                            it = n != null && n < 3 ? List.of(n + 10, n + 20).iterator() : Collections.emptyIterator();
                        }
                        if (up.isEmpty()) {
                            return;
                        }
                        it = up.pop();
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    Deque<Iterator<Integer>> up = new ArrayDeque<>();
                    Iterator<Integer> it = any.iterator();
                    while (true) {
                        while (it.hasNext()) {
                            Integer n = it.next();
                            log.add(n);
                            up.push(it);
                            it = n != null && n < 3 ? List.of(n + 10, n + 20).iterator() : Collections.emptyIterator();
                        }
                        if (up.isEmpty()) {
                            return;
                        }
                        it = up.pop();
                    }
                }));
        all.put("in a try", List.of(
                (seq, log) -> {
                    try {
                        for (Integer n : seq) {
                            if (n == null || n > 1) {
                                throw new Exception("enough");
                            }
                        }
                    } catch (IllegalStateException e) {
                        log.add("caught");
                    } finally {
                        log.add("behind");
                    }
                },
                (seq, log) -> {
                    Iterable<Integer> any = seq;
                    try {
                        for (Integer n : any) {
                            if (n == null || n > 1) {
                                throw new Exception("enough");
                            }
                        }
                    } catch (IllegalStateException e) {
                        log.add("caught");
                    } finally {
                        log.add("behind");
                    }
                }));
        all.put("that yields", List.of(
                (seq, log) -> Seq.<Integer>of(y -> {
                            for (Integer n : seq) {
                                y.yield(n);
                                log.add("behind " + n);
                                y.yield(n);
                            }
                        })
                        .iterator()
                        .forEachRemaining(log::add),
                (seq, log) -> Seq.<Integer>of(y -> {
                            Iterable<Integer> any = seq;
                            for (Integer n : any) {
                                y.yield(n);
                                log.add("behind " + n);
                                y.yield(n);
                            }
                        })
                        .iterator()
                        .forEachRemaining(log::add)));
        return all;
    }

    private static List<Object> outcome(Loop loop, Function<Fed.Log, Seq<Integer>> body, UnaryOperator<Seq<Integer>> operator) {
        Fed.Log log = new Fed.Log();
        try {
            loop.run(operator.apply(body.apply(log)), log);
            log.add("end");
        } catch (Throwable t) {
            log.add(t.toString().replaceAll("because.*", ""));
        }
        return log.events;
    }

    @Expect("25 bodies, 8 loops: as over any Iterable")
    public static String loops_overEachBody() {
        List<UnaryOperator<Seq<Integer>>> operators = List.of(seq -> seq, seq -> seq.map(n -> n).filter(n -> n == null || n != 2));
        for (Map.Entry<String, Function<Fed.Log, Seq<Integer>>> body : bodies().entrySet()) {
            for (Map.Entry<String, List<Loop>> loop : loops().entrySet()) {
                for (UnaryOperator<Seq<Integer>> operator : operators) {
                    List<Object> shortened = outcome(loop.getValue().get(0), body.getValue(), operator);
                    List<Object> wanted = outcome(loop.getValue().get(1), body.getValue(), operator);
                    if (!shortened.equals(wanted)) {
                        return body.getKey() + ", " + loop.getKey() + ": " + shortened + " instead of " + wanted;
                    }
                }
            }
        }
        return bodies().size() + " bodies, " + loops().size() + " loops: as over any Iterable";
    }

    private static final List<Integer> ATTRIBUTES = new ArrayList<>();

    static {
        for (Integer n : Seq.of(1, 2)) {
            ATTRIBUTES.add(n);
        }
    }

    private interface WithADefault {
        default <T> List<T> all(Seq<T> seq) {
            List<T> list = new ArrayList<>();
            for (T each : seq) {
                list.add(each);
            }
            return list;
        }
    }

    private static final class Made implements WithADefault {
        private final List<String> own;

        Made(Seq<String> seq) {
            this(first(seq), seq);
        }

        private Made(String first, Seq<String> seq) {
            own = new ArrayList<>(List.of(first));
            for (String each : seq) {
                own.add(each);
            }
        }

        private static String first(Seq<String> seq) {
            for (String each : seq) {
                return each;
            }
            return "none";
        }
    }

    @Expect("[1, 2] [a, a, b] [a, null] [none]")
    public static String loops_whereverCodeStands() {
        Seq<String> seq = Seq.of(y -> {
            y.yield("a");
            y.yield("b");
        });
        Made made = new Made(seq);
        List<Object> nulls = new ArrayList<>();
        nulls.add("a");
        nulls.add(null);
        return ATTRIBUTES + " " + made.own + " " + made.all(Seq.from(nulls)) + " " + new Made(Seq.empty()).own;
    }

    @Expect("class java.lang.String cannot be cast to class java.lang.Integer")
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static String anElementOfAnotherType_isRefusedWhereItIsTaken() {
        Seq<Integer> wrong = (Seq) Seq.of("x");
        try {
            for (Integer n : wrong) {
                return "taken";
            }
            return "none";
        } catch (ClassCastException e) {
            return e.getMessage().replaceAll(" \\(.*", "");
        }
    }

    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    @Expect("a function of a sequence uses the iterator that has called it")
    public static String aFunctionThatAsksWhileALoopDoes_isRefused() {
        List<Iterator<String>> asked = new ArrayList<>();
        Seq<String> seq = Seq.of("a", "b").map(s -> s.equals("a") ? s + asked.get(0).hasNext() : s);
        Seq<String> known = Seq.from(() -> {
            asked.add(seq.iterator());
            return asked.get(0);
        });
        return failureOf(() -> {
            for (String s : known) {
                ATTRIBUTES.add(s.length());
            }
        });
    }

    @Expect("true, and before []")
    @SuppressWarnings("unchecked")
    public static String anObjectByTheYielderOfAnotherSequence_isRefused() {
        List<Object> elements = new ArrayList<>();
        dev.bobbin.Yielder<String>[] kept = new dev.bobbin.Yielder[1];
        Seq<String> outer = Seq.of(y -> {
            kept[0] = y;
            Seq<String> inner = Seq.of(z -> {
                kept[0].yield("a".trim());
                z.yield("b".trim());
            });
            for (String s : inner) {
                elements.add(s);
            }
            y.yield("c".trim());
        });
        return failureOf(() -> outer.iterator().next()).contains("by the body of another sequence") + ", and before " + elements;
    }

    @Expect("[left asked, right asked, left taken, right taken, ab, left asked, right asked, end]")
    public static String zip_takesNoElement_thatHasNoOther() {
        List<Object> log = new ArrayList<>();
        Seq<String> seq = Seq.from(logged("left", List.of("a", "c"), log)).zip(Seq.from(logged("right", List.of("b"), log)), (a, b) -> a + b);
        for (String each : seq) {
            log.add(each);
        }
        log.add("end");
        return log.toString();
    }

    private static Iterable<String> logged(String name, List<String> elements, List<Object> log) {
        return () -> {
            Iterator<String> it = elements.iterator();
            return new SeqIterator<>() {
                @Override
                public boolean hasNext() {
                    log.add(name + " asked");
                    return it.hasNext();
                }

                @Override
                public String next() {
                    log.add(name + " taken");
                    return it.next();
                }

                @Override
                public void close() {}
            };
        };
    }
}
