package seq;

import dev.bobbin.DoubleSeq;
import dev.bobbin.IntSeq;
import dev.bobbin.LongSeq;
import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sequences all of whose elements are given to an action, which may fail: it and the body do what they do in a loop with an iterator, in that order. */
public class Fed {
    /** What happened, and the bodies that may be made to happen. */
    static final class Log {
        final List<Object> events = new ArrayList<>();
        private final RuntimeException shared = new IllegalStateException("the body's and the action's");

        void add(Object event) {
            events.add(event);
        }
    }

    private record Resource(String name, Log log) implements AutoCloseable {
        @Override
        public void close() {
            log.add("close " + name);
            throw new IllegalStateException(name + " not closed");
        }
    }

    static void two(Yielder<Integer> y) {
        y.yield(1);
        y.yield(2);
    }

    static void guarded(Yielder<Integer> y, Log log) {
        try {
            two(y);
        } finally {
            log.add("guarded");
        }
    }

    static Map<String, Function<Log, Seq<Integer>>> bodies() {
        Map<String, Function<Log, Seq<Integer>>> all = new TreeMap<>();
        all.put("empty", log -> Seq.of(y -> log.add("empty")));
        all.put("loop", log -> Seq.of(y -> {
            for (int i = 0; i < 3; i++) {
                log.add("before " + i);
                y.yield(i);
                log.add("behind " + i);
            }
        }));
        all.put("wide variables", log -> Seq.of(y -> {
            long sum = 1;
            double product = 1.5;
            for (byte i = 1; i < 4; i++) {
                for (long j = i; j < 3; j++) {
                    y.yield((int) (sum += j));
                    product *= sum;
                }
            }
            log.add(sum + " " + product);
        }));
        all.put("nulls", log -> Seq.of(y -> {
            y.yield(null);
            y.yield(1);
            y.yield(null);
        }));
        all.put("finally", log -> Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } finally {
                log.add("finally");
            }
            log.add("whole");
        }));
        all.put("catches", log -> Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } catch (Throwable t) {
                log.add("caught " + t);
            }
            log.add("whole");
        }));
        all.put("catches, throws its own", log -> Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } catch (Throwable t) {
                throw new IllegalArgumentException("own", t);
            }
        }));
        all.put("catches, goes on", log -> Seq.of(y -> {
            for (int i = 0; i < 3; i++) {
                try {
                    y.yield(i);
                } catch (Throwable t) {
                    log.add("caught " + t);
                }
            }
        }));
        all.put("catches exceptions", log -> Seq.of(y -> {
            for (int i = 0; i < 3; i++) {
                try {
                    y.yield(i);
                } catch (Exception e) { // not what ends the body
                    log.add("caught " + e);
                }
            }
        }));
        all.put("yields in finally", log -> Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } finally {
                y.yield(3);
            }
        }));
        all.put("throws in finally", log -> Seq.of(y -> {
            try {
                y.yield(1);
                y.yield(2);
            } finally {
                throw log.shared;
            }
        }));
        all.put("resources", log -> Seq.of(y -> {
            try (Resource one = new Resource("one", log);
                    Resource two = new Resource("two", log)) {
                y.yield(1);
                y.yield(2);
            }
        }));
        all.put("fails", log -> Seq.of(y -> {
            y.yield(1);
            y.yield(2);
            y.yield(3 / (int) Math.round(0.1));
        }));
        all.put("fails as the action does", log -> Seq.of(y -> {
            y.yield(1);
            y.yield(2);
            throw log.shared;
        }));
        all.put("without end", log -> Seq.of(y -> {
            try {
                for (int i = 0; ; i++) {
                    if (i > 5) {
                        throw new IllegalStateException("enough");
                    }
                    y.yield(i);
                }
            } finally {
                log.add("ended after all");
            }
        }));
        all.put("feeds another", log -> Seq.of(y -> {
            List<Integer> inner = new ArrayList<>();
            Seq.<Integer>of(z -> {
                z.yield(1);
                z.yield(2);
            }).forEach(inner::add);
            for (int each : inner) {
                y.yield(each);
            }
        }));
        all.put("has the yielder handed on", log -> Seq.of(y -> guarded(y, log)));
        all.put("of others", log -> Seq.of(y -> {
            try {
                y.yieldAll(Seq.<Integer>of(z -> guarded(z, log)));
                y.yield(3);
            } finally {
                log.add("finally");
            }
        }));
        return all;
    }

    private static Map<String, Throwable> failures() {
        Map<String, Throwable> all = new TreeMap<>();
        all.put("exception", new IllegalArgumentException("action's"));
        all.put("error", new AssertionError("action's"));
        all.put("checked", new Exception("action's"));
        all.put("cancellation", new java.util.concurrent.CancellationException("action's"));
        all.put("the body's, too", null);
        return all;
    }

    private static Map<String, BiConsumer<Seq<Integer>, Consumer<Integer>>> users() {
        Map<String, BiConsumer<Seq<Integer>, Consumer<Integer>>> all = new TreeMap<>();
        all.put("forEach", Seq::forEach);
        all.put("fold", (seq, action) -> seq.fold("", (text, n) -> {
            action.accept(n);
            return text + n;
        }));
        all.put("onEach, toList", (seq, action) -> seq.onEach(action).toList());
        all.put("onEach, count", (seq, action) -> seq.onEach(action).count());
        all.put("onEach, reduce", (seq, action) -> seq.onEach(action).map(n -> "" + n).reduce((a, b) -> b));
        all.put("onEach, joined", (seq, action) -> seq.onEach(action).joined(","));
        all.put("map, filter", (seq, action) -> seq.map(n -> {
                    action.accept(n);
                    return n;
                })
                .filter(n -> n != null && n > 1)
                .toList());
        all.put("filter", (seq, action) -> seq.filter(n -> true).forEach(action));
        all.put("distinct", (seq, action) -> seq.onEach(action).distinct().count());
        all.put("dropWhile, mapToInt", (seq, action) -> seq.onEach(action).map(n -> n == null ? 0 : n).dropWhile(n -> n < 2).mapToInt(n -> n).sum());
        all.put("mapToLong, boxed, mapToDouble", (seq, action) -> seq.onEach(action).map(n -> n == null ? 0 : n).mapToLong(n -> n).boxed()
                .mapToDouble(n -> n).drop(1).sum());
        all.put("indexed, drop", (seq, action) -> seq.onEach(action).indexed().drop(1).count());
        return all;
    }

    /** As the language would do it, if a loop closed its iterator. */
    private static void loop(Seq<Integer> seq, Consumer<Integer> action) {
        SeqIterator<Integer> it = seq.iterator();
        try {
            while (it.hasNext()) {
                action.accept(it.next());
            }
        } catch (Throwable t) {
            try {
                it.close();
            } catch (Throwable later) {
                if (later != t) {
                    t.addSuppressed(later);
                }
            }
            throw t;
        }
        it.close();
    }

    private static String told(Throwable t) {
        StringBuilder text = new StringBuilder(t.toString());
        for (Throwable each : t.getSuppressed()) {
            text.append(" and ").append(told(each));
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }

    private static Throwable copy(Throwable t) throws ReflectiveOperationException {
        return t instanceof AssertionError
                ? new AssertionError(t.getMessage())
                : t.getClass().getConstructor(String.class).newInstance(t.getMessage());
    }

    /** All that happens if the action fails at that element. */
    private static List<Object> outcome(
            Function<Log, Seq<Integer>> body, BiConsumer<Seq<Integer>, Consumer<Integer>> user, int failing, Throwable failure)
            throws ReflectiveOperationException {
        Log log = new Log();
        Throwable thrown = failure == null ? log.shared : copy(failure);
        int[] n = {0};
        Seq<Integer> seq = body.apply(log);
        for (int time = 0; time < 2; time++) {
            n[0] = 0;
            try {
                user.accept(seq, element -> {
                    log.add("element " + element);
                    if (n[0]++ == failing) {
                        Fed.<RuntimeException>sneak(thrown);
                    }
                });
                log.add("end");
            } catch (Throwable t) {
                log.add((t == thrown ? "action's: " : "") + told(t));
            }
        }
        return log.events;
    }

    @Expect("18 bodies, 12 users: as in a loop")
    public static String asInALoop() throws ReflectiveOperationException {
        for (Map.Entry<String, Function<Log, Seq<Integer>>> body : bodies().entrySet()) {
            for (Map.Entry<String, Throwable> failure : failures().entrySet()) {
                for (int failing = -1; failing < 4; failing++) {
                    List<Object> wanted = outcome(body.getValue(), Fed::loop, failing, failure.getValue());
                    for (Map.Entry<String, BiConsumer<Seq<Integer>, Consumer<Integer>>> user : users().entrySet()) {
                        List<Object> found = outcome(body.getValue(), user.getValue(), failing, failure.getValue());
                        if (!found.equals(wanted)) {
                            return body.getKey() + ", " + user.getKey() + ", " + failure.getKey() + " at " + failing + ": " + found + " instead of "
                                    + wanted;
                        }
                    }
                }
            }
        }
        return bodies().size() + " bodies, " + users().size() + " users: as in a loop";
    }

    @Expect("[before 0, element 0, behind 0, before 1, element 1, action's: java.lang.IllegalArgumentException: action's]")
    public static String anActionThatFails_endsTheBodyWhereItStands() throws ReflectiveOperationException {
        List<Object> twice = outcome(bodies().get("loop"), Seq::forEach, 1, failures().get("exception"));
        return twice.subList(0, twice.size() / 2).toString();
    }

    @Expect("[element 1, close two, close one, action's: java.lang.IllegalArgumentException: action's"
            + " and java.lang.IllegalStateException: two not closed and java.lang.IllegalStateException: one not closed]")
    public static String whatCloseThrows_isSuppressed() throws ReflectiveOperationException {
        List<Object> twice = outcome(bodies().get("resources"), Seq::forEach, 0, failures().get("exception"));
        return twice.subList(0, twice.size() / 2).toString();
    }

    static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    @Expect("true")
    public static String aYielderOfAnotherSequence_isRefused() {
        Seq<Integer> seq = Seq.of(y -> {
            Seq.<Integer>of(inner -> y.yield(1)).forEach(n -> {});
            y.yield(2);
        });
        return String.valueOf(failureOf(() -> seq.forEach(n -> {})).contains("by the body of another sequence"));
    }

    /** Whether the action runs inside of the body, which is not suspended then. */
    private static boolean isRunThrough(Seq<Integer> seq) {
        boolean[] inside = {false};
        failureOf(() -> seq.forEach(n -> {
            inside[0] = StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals("dev.bobbin.Feeder")));
            throw new IllegalArgumentException("enough");
        }));
        return inside[0];
    }

    @Expect("catches, catches exceptions, catches, goes on, catches, throws its own, fails, fails as the action does, feeds another, finally, loop,"
            + " nulls, resources, throws in finally, wide variables, without end, yields in finally")
    public static String whatIsRunThrough() {
        List<String> names = new ArrayList<>();
        bodies().forEach((name, body) -> {
            if (isRunThrough(body.apply(new Log()).onEach(n -> {}))) {
                names.add(name);
            }
        });
        return String.join(", ", names);
    }

    /** Of the program, which no body may yield by. */
    private static final Yielder<Integer> OWN = n -> {
        throw new AssertionError("an element came by");
    };

    @Expect("true [] [0]")
    public static String aYielderOfTheProgram_isRefused() {
        List<Integer> ofOne = new ArrayList<>();
        String one = failureOf(() -> Seq.<Integer>of(y -> {
                    OWN.yield(1);
                    y.yield(2);
                })
                .forEach(ofOne::add));
        List<Integer> ofEither = new ArrayList<>();
        String either = failureOf(() -> Seq.<Integer>of(y -> {
                    for (int i = 0; i < 3; i++) {
                        (i == 1 ? OWN : y).yield(i);
                    }
                })
                .forEach(ofEither::add));
        return (one.contains("was not compiled by Bobbin") && one.equals(either)) + " " + ofOne + " " + ofEither;
    }

    @Expect("true [1, 2, 3]")
    public static String aYielderInAVariableOfTheBody_isItsYielder() {
        List<Integer> elements = new ArrayList<>();
        Seq<Integer> seq = Seq.of(y -> {
            Yielder<Integer> same = y;
            for (int i = 1; i < 3; i++) {
                same.yield(i);
                same = y;
            }
            (elements.isEmpty() ? y : same).yield(3);
        });
        boolean runThrough = isRunThrough(seq);
        seq.forEach(elements::add);
        return runThrough + " " + elements;
    }

    @Expect("true, and before []")
    public static String aYielderThatIsHandedOn_isRefused() {
        List<Integer> elements = new ArrayList<>();
        Consumer<Yielder<Integer>> part = Fed::two; // plain code, which cannot suspend
        Seq<Integer> seq = Seq.of(y -> {
            part.accept(y);
            y.yield(3);
        });
        return failureOf(() -> seq.forEach(elements::add)).contains("a yield that cannot suspend") + ", and before " + elements;
    }

    private static Object kept;

    @Expect("true, and before []")
    @SuppressWarnings("unchecked")
    public static String aYielderThatIsKeptAsAnObject_isRefused() {
        List<Integer> elements = new ArrayList<>();
        Runnable plain = () -> twoOf(kept);
        Seq<Integer> seq = Seq.of(y -> {
            kept = y;
            plain.run();
            y.yield(3);
        });
        String failure = failureOf(() -> seq.forEach(elements::add));
        kept = null;
        return failure.contains("a yield that cannot suspend") + ", and before " + elements;
    }

    @SuppressWarnings("unchecked")
    private static void twoOf(Object yielder) {
        Consumer<Yielder<Integer>> part = Fed::two;
        part.accept((Yielder<Integer>) yielder);
    }

    @Expect("true, and before []")
    @SuppressWarnings("unchecked")
    public static String aKeptYielderOfAnotherSequence_isRefused() {
        List<Integer> elements = new ArrayList<>();
        Yielder<Integer>[] kept = new Yielder[1];
        Seq<Integer> seq = Seq.of(y -> {
            kept[0] = y;
            Seq.<Integer>of(z -> {
                kept[0].yield(7);
                z.yield(1);
            }).forEach(n -> {});
            y.yield(2);
        });
        String failure = failureOf(() -> seq.forEach(elements::add));
        return failure.contains("by the body of another sequence") + ", and before " + elements;
    }

    @Expect("true, and before [1]")
    public static String aYielderWhoseElementIsWithTheAction_isRefused() {
        List<Integer> elements = new ArrayList<>();
        Yielder<?>[] kept = new Yielder<?>[1];
        Seq<Integer> seq = Seq.of(y -> {
            kept[0] = y;
            y.yield(1);
        });
        String failure = failureOf(() -> seq.forEach(n -> {
            elements.add(n);
            Seq.<Integer>of(z -> again(kept[0])).forEach(m -> {});
        }));
        return failure.contains("does not run") + ", and before " + elements;
    }

    @SuppressWarnings("unchecked")
    private static void again(Yielder<?> kept) {
        ((Yielder<Integer>) kept).yield(7);
    }

    @Expect("true true")
    public static String aYielderThatWasKept_isRefused() throws ReflectiveOperationException {
        Yielder<?>[] kept = new Yielder<?>[1];
        String plain = "";
        Seq.<Integer>of(y -> {
            kept[0] = y;
            y.yield(1);
        }).forEach(n -> {});
        try {
            Yielder.class.getMethod("yield", Object.class).invoke(kept[0], 1);
        } catch (java.lang.reflect.InvocationTargetException e) {
            plain = e.getCause().getMessage();
        }
        String coroutine = failureOf(() -> Seq.<Integer>of(z -> again(kept[0])).forEach(m -> {}));
        return plain.contains("does not run") + " " + coroutine.contains("does not run");
    }

    @Expect("[2, 3, 3, 4]")
    public static String anActionThatHasElementsOfTheSameSequence() {
        List<Integer> sums = new ArrayList<>();
        Seq<Integer> seq = Seq.of(y -> {
            y.yield(1);
            y.yield(2);
        });
        seq.forEach(n -> seq.forEach(m -> sums.add(n + m)));
        return sums.toString();
    }

    private static IntSeq ints(Log log) {
        return IntSeq.of(y -> {
            try {
                for (int i = 0; i < 3; i++) {
                    y.yield(i * 7);
                }
            } finally {
                log.add("finally");
            }
        });
    }

    private static LongSeq longs(Log log) {
        return LongSeq.of(y -> {
            try {
                for (long i = 0; i < 3; i++) {
                    y.yield(i << 40);
                }
            } finally {
                log.add("finally");
            }
        });
    }

    private static DoubleSeq doubles(Log log) {
        return DoubleSeq.of(y -> {
            try {
                for (double d = 0.5; d < 3; d++) {
                    y.yield(d);
                }
            } finally {
                log.add("finally");
            }
        });
    }

    private static List<Object> failingAt(int failing, BiConsumer<Log, Consumer<Object>> user) {
        Log log = new Log();
        int[] n = {0};
        String failure = failureOf(() -> user.accept(log, element -> {
            log.add(element);
            if (n[0]++ == failing) {
                throw new IllegalArgumentException("action's");
            }
        }));
        log.add(failure);
        return log.events;
    }

    @Expect("[0, 7, finally, action's] [0, 1099511627776, finally, action's] [0.5, 1.5, finally, action's]"
            + " [0, 7, 14, finally, none] [0, 1099511627776, 2199023255552, finally, none] [0.5, 1.5, 2.5, finally, none]")
    public static String numbers() {
        StringBuilder text = new StringBuilder();
        for (int failing : new int[] {1, 3}) {
            text.append(failingAt(failing, (log, action) -> ints(log).forEach(action::accept))).append(' ');
            text.append(failingAt(failing, (log, action) -> longs(log).forEach(action::accept))).append(' ');
            text.append(failingAt(failing, (log, action) -> doubles(log).forEach(action::accept))).append(' ');
        }
        return text.toString().trim();
    }

    @Expect("21 6597069766656 4.5; 3 3 3; [1, 8, 15] [1099511627777] [6.25]; 0 2 2.5; [0, 7, 14] 3 4.5")
    public static String results_ofNumbers() {
        Log log = new Log();
        return ints(log).sum() + " " + (longs(log).sum() << 1) + " " + doubles(log).sum() + "; "
                + ints(log).count() + " " + longs(log).count() + " " + doubles(log).count() + "; "
                + Arrays.toString(ints(log).map(i -> i + 1).toArray()) + " "
                + Arrays.toString(longs(log).map(i -> i + 1).filter(i -> i > 1 && i < 1L << 41).toArray()) + " "
                + Arrays.toString(doubles(log).map(d -> d * d).filter(d -> d > 3).toArray()) + "; "
                + ints(log).fold(5, (a, b) -> a & b) + " " + longs(log).fold(2, (a, b) -> a | b & 1) + " "
                + doubles(log).fold(0, Math::max) + "; "
                + ints(log).boxed().toList() + " " + longs(log).mapToObj(i -> "x" + i).count() + " "
                + doubles(log).boxed().mapToDouble(d -> d).sum();
    }
}
