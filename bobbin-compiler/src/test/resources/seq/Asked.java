package seq;

import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.abi.ObjectStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Iterators that are asked for the next element or the end, as {@link Looped loops} are compiled to do, in the place of hasNext() and next(): whatever is asked, in whatever
 * order, the body and the operators do what they would do otherwise.
 */
public class Asked {
    static Map<String, Function<Fed.Log, Seq<Integer>>> bodies() {
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

    @Expect("a function of a sequence uses the iterator that has called it")
    public static String aFunctionThatAsksWhileALoopDoes_isRefused() {
        List<Iterator<String>> asked = new ArrayList<>();
        Seq<String> seq = Seq.of("a", "b").map(s -> s.equals("a") ? s + asked.get(0).hasNext() : s);
        Seq<String> known = Seq.from(() -> {
            asked.add(seq.iterator());
            return asked.get(0);
        });
        List<String> elements = new ArrayList<>();
        return Fed.failureOf(() -> {
            for (String s : known) {
                elements.add(s);
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
        return Fed.failureOf(() -> outer.iterator().next()).contains("by the body of another sequence") + ", and before " + elements;
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
