package seq;

import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.Iterator;
import java.util.List;

/** How a sequence ends, well or badly, and what is no use of one. */
public class Ends {
    static void guarded(String name, StringBuilder log, Yielder<Integer> y) {
        try {
            y.yield(1);
            y.yield(2);
        } finally {
            log.append(name).append(' ');
        }
    }

    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException | Error e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    @Expect("1 inner outer ")
    public static String close_runsFinallyBlocks_innermostFirst() {
        StringBuilder log = new StringBuilder();
        Seq<Integer> seq = Seq.of(y -> {
            try {
                guarded("inner", log, y);
            } finally {
                log.append("outer ");
            }
        });
        try (SeqIterator<Integer> it = seq.iterator()) {
            log.append(it.next()).append(' ');
        }
        return log.toString();
    }

    @Expect("end end ")
    public static String close_beforeTheBeginning_afterTheEnd_andTwice_doesNothing() {
        StringBuilder log = new StringBuilder();
        Seq<Integer> seq = Seq.of(y -> guarded("end", log, y));
        seq.iterator().close();
        SeqIterator<Integer> whole = seq.iterator();
        while (whole.hasNext()) {
            whole.next();
        }
        whole.close();
        SeqIterator<Integer> part = seq.iterator();
        part.next();
        part.close();
        part.close();
        return log.toString() + (part.hasNext() ? "more" : "");
    }

    @Expect("IllegalStateException: in finally")
    public static String close_whatFinallyThrows() {
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
            try {
                y.yield(1);
            } finally {
                throw new IllegalStateException("in finally");
            }
        }).iterator();
        it.next();
        return failureOf(it::close);
    }

    private record Resource(String name) implements AutoCloseable {
        @Override
        public void close() {
            throw new IllegalStateException(name + " not closed");
        }
    }

    static void withResource(Yielder<Integer> y) {
        try (Resource one = new Resource("one");
                Resource two = new Resource("two")) {
            y.yield(1);
            y.yield(2);
        }
    }

    /** Where Java suppresses it into what ends the body. */
    @Expect("IllegalStateException: two not closed, IllegalStateException: one not closed;"
            + " IllegalStateException: two not closed, IllegalStateException: one not closed; false")
    public static String close_whatCloseThrows_inTryWithResources() {
        Seq<Integer> steps = Seq.of(y -> {
            try (Resource one = new Resource("one");
                    Resource two = new Resource("two")) {
                y.yield(1);
                y.yield(2);
            }
        });
        SeqIterator<Integer> it = Seq.<Integer>of(y -> withResource(y)).iterator();
        it.next();
        return bothFailuresOf(steps::first) + "; " + bothFailuresOf(it::close) + "; " + it.hasNext();
    }

    private static String bothFailuresOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (IllegalStateException e) {
            return "IllegalStateException: " + e.getMessage() + ", " + e.getSuppressed()[0].getClass().getSimpleName() + ": "
                    + e.getSuppressed()[0].getMessage();
        }
    }

    @Expect("IllegalStateException: a yield while the sequence is being closed: nobody takes elements any more")
    public static String close_yieldInFinally() {
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
            try {
                y.yield(1);
            } finally {
                y.yield(2);
            }
        }).iterator();
        it.next();
        return failureOf(it::close);
    }

    @Expect("1 caught ArithmeticException: / by zero, then false")
    public static String aFailure_comesOutOfNext_andEndsIt() {
        Iterator<Integer> it = Seq.<Integer>of(y -> {
            y.yield(1);
            y.yield(1 / (int) Math.round(0.1));
        }).iterator();
        return it.next() + " caught " + failureOf(it::next) + ", then " + it.hasNext();
    }

    @Expect("begun ArithmeticException: / by zero, then false")
    public static String aFailure_ofABodyThatYieldsNothing_endsItToo() {
        StringBuilder log = new StringBuilder();
        Iterator<Integer> it = Seq.<Integer>of(y -> log.append("begun ").append(1 / (int) Math.round(0.1))).iterator();
        String failure = failureOf(it::next);
        return log + failure + ", then " + it.hasNext();
    }

    @Expect("[1, 3]")
    public static String aFailureOfACallee_isCaughtByItsCaller() {
        return Bodies.all(Seq.<Integer>of(y -> {
            try {
                fails(y);
            } catch (IllegalArgumentException e) {
                y.yield(3);
            }
        }));
    }

    private static void fails(Yielder<Integer> y) {
        y.yield(1);
        throw new IllegalArgumentException();
    }

    @Expect("IllegalStateException: the body of a sequence asks for its own next element")
    public static String aBodyThatAsksItself() {
        Iterator<?>[] self = new Iterator<?>[1];
        self[0] = Seq.of(y -> {
            y.yield("a");
            self[0].next();
        }).iterator();
        self[0].next();
        return failureOf(() -> self[0].next());
    }

    @Expect("true")
    public static String aYielderOfAnotherSequence() {
        Seq<Integer> seq = Seq.of(y -> {
            for (int i : Seq.<Integer>of(inner -> {
                y.yield(1); // which is not the one whose body runs
                inner.yield(2);
            })) {
                y.yield(i);
            }
        });
        return String.valueOf(failureOf(() -> Bodies.all(seq)).contains("or was called by such code, or by the body of another sequence"));
    }

    @Expect("true")
    public static String aYielderThatWasKept() {
        Yielder<?>[] kept = new Yielder<?>[1];
        Bodies.all(Seq.of(y -> kept[0] = y));
        return failureByReflection(kept[0]);
    }

    private static String failureByReflection(Object kept) {
        try {
            return String.valueOf(Yielder.class.getMethod("yield", Object.class).invoke(kept, "x"));
        } catch (ReflectiveOperationException e) {
            return String.valueOf(e.getCause().getMessage().contains("outside of the body of its sequence"));
        }
    }

    @Expect("[[0, 1], [2, 3], [4]]")
    public static String loopsInsideLoops_overLists() {
        return Bodies.all(Seq.<List<Integer>>of(y -> {
            List<Integer> pair = new java.util.ArrayList<>();
            for (int i : List.of(0, 1, 2, 3, 4)) {
                pair.add(i);
                if (pair.size() == 2) {
                    y.yield(List.copyOf(pair));
                    pair.clear();
                }
            }
            y.yield(pair);
        }));
    }
}
