package seq;

import dev.bobbin.Seq;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Loops over sequences, each beside the same over any {@link Iterable}: the compiler tells the two by the static type, and shortens only the first. That is why each stands
 * here twice.
 */
public class Looped {
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
        for (Map.Entry<String, Function<Fed.Log, Seq<Integer>>> body : Asked.bodies().entrySet()) {
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
        return Asked.bodies().size() + " bodies, " + loops().size() + " loops: as over any Iterable";
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
}
