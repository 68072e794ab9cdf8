package seq;

import dev.bobbin.DoubleSeq;
import dev.bobbin.IntSeq;
import dev.bobbin.IntSeqIterator;
import dev.bobbin.LongSeq;
import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.List;

/** Bodies that only yield, to which the compiler gives a form of their own: what their elements are made of, and what lives on. */
public class Steps {
    private static int calls;

    private static int called(int i) {
        return 10 * ++calls + i;
    }

    @Expect("[1, -1, 4, 2, x, null, 3, true, c, 7]")
    public static String elements_ofVariablesThatLiveOn_andOfConstants() {
        return Bodies.all(Seq.of(y -> {
            int i = 1;
            String s = "x";
            while (i < 2) {
                y.yield(i);
                y.yield(-i);
                y.yield((i + 1) * (i + 1) & ~8);
                y.yield((long) i << 1);
                y.yield(s);
                y.yield(null);
                y.yield(3);
                y.yield(true);
                y.yield('c');
                i++;
            }
            y.yield(i + 5);
            y.yield(s.length() > 1 ? s : null);
        }).take(10));
    }

    @Expect("[11, 22, 5, a, 33] 1")
    public static String elements_thatAreCalled_areCalledOnce_beforeTheyAreAskedFor() {
        calls = 0;
        Seq<Object> seq = Seq.of(y -> {
            int i = 1;
            y.yield(called(i));
            i++;
            y.yield(called(i));
            y.yield(i > 1 ? 5 : i);
            y.yield(i > 1 ? "a" : "b");
            y.yield(called(3));
        });
        String all = Bodies.all(seq);
        try (SeqIterator<Object> it = seq.iterator()) {
            calls = 0;
            it.hasNext();
            it.hasNext();
        }
        return all + " " + calls;
    }

    @Expect("[0, 1, 2, 3, 2, 7]")
    public static String elements_thatAreComputedBeforeAVariableChanges() {
        return Bodies.all(Seq.of(y -> {
            int i = 0;
            y.yield(i++);
            y.yield(i++);
            y.yield(i);
            y.yield(++i);
            y.yield(--i);
            i = 7;
            y.yield(i);
        }));
    }

    @Expect("java.lang.ArithmeticException: / by zero at 0, then [false]")
    public static String division_throwsWhereTheBodyStands() {
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
                    for (int i = 0; ; i++) {
                        y.yield(1 / i);
                    }
                })
                .iterator();
        try {
            return "" + it.hasNext();
        } catch (ArithmeticException e) {
            return e + " at 0, then " + List.of(it.hasNext());
        }
    }

    @Expect("[5, 5.5, 6, 6.5, 5] 6")
    public static String arguments_oneOfThemAssigned() {
        return Bodies.all(counted(5, 5.5, "ab", 2)) + " " + (counted(5, 5.5, "", 3)).count();
    }

    private static Seq<Object> counted(long from, double half, String s, int times) {
        return Seq.of(y -> yieldAll(from, half, s, times, y));
    }

    private static void yieldAll(long from, double half, String s, int times, Yielder<Object> y) {
        long first = from;
        while (times-- > 0) {
            y.yield(from++);
            y.yield(half);
            half++;
        }
        if (s.length() == 2) {
            s = null;
            y.yield(first);
        }
    }

    @Expect("[1, 3, 11, 13, 21, 23] [0, 1, 2, 10, 20, 21, 22]")
    public static String loops_inLoops_someTurnsWithoutAYield() {
        return Bodies.all(Seq.of(y -> {
            for (int i = 0; i < 3; i++) {
                for (int k = 0; k < 4; k++) {
                    if (k % 2 == 0) {
                        continue;
                    }
                    y.yield(10 * i + k);
                }
            }
        })) + " " + Bodies.all(Seq.of(y -> {
            int i = 0;
            do {
                y.yield(i);
                while (i % 10 < 2 && i != 10) {
                    i++;
                    y.yield(i);
                }
                i = i / 10 * 10 + 10;
            } while (i < 30);
        }));
    }

    @Expect("[1, caught 1, 2, caught 2, 3] closed 1 closed 2 closed 3 ")
    public static String tries_inALoop() {
        StringBuilder log = new StringBuilder();
        return Bodies.all(Seq.of(y -> {
            for (int i = 1; i < 4; i++) {
                String caught = null;
                try {
                    y.yield(i);
                    if (i < 3) {
                        throw new IllegalStateException("caught " + i);
                    }
                } catch (IllegalStateException e) {
                    caught = e.getMessage();
                } finally {
                    log.append("closed ").append(i).append(' ');
                }
                if (caught != null) {
                    y.yield(caught);
                }
            }
        })) + " " + log;
    }

    @Expect("closed at 2")
    public static String close_endsTheLoopWhereItStands_whetherOrNotTheElementWasTaken() {
        List<String> log = new ArrayList<>();
        Seq<Integer> seq = Seq.of(y -> {
            int i = 0;
            try {
                for (; ; i++) {
                    y.yield(i);
                }
            } finally {
                log.add("closed at " + i);
            }
        });
        for (int known = 0; known < 2; known++) {
            SeqIterator<Integer> it = seq.iterator();
            it.next();
            it.next();
            it.next();
            if (known == 1) {
                it.close();
                continue;
            }
            it.close();
            it.close();
        }
        SeqIterator<Integer> it = seq.iterator();
        it.next();
        it.next();
        it.hasNext();
        it.close();
        return log.get(0).equals(log.get(1)) && log.get(1).equals(log.get(2)) && log.size() == 3 && !it.hasNext()
                ? log.get(0)
                : log.toString();
    }

    @Expect("0 9 8 17 | 1 2 12 | 0.5 1.0")
    public static String primitives() {
        StringBuilder all = new StringBuilder();
        IntSeqIterator it = IntSeq.of(y -> {
                    for (int i = 0; i < 2; i++) {
                        y.yield(8 * i);
                        y.yield(called(i) >= 0 ? 8 * i + 9 : 0);
                    }
                })
                .iterator();
        while (it.hasNext()) {
            all.append(it.nextInt()).append(' ');
        }
        all.append("|");
        LongSeq.of(y -> {
                    long n = 1;
                    y.yield(n);
                    y.yield(Long.parseLong("2"));
                    y.yield(n << 2 | 8);
                })
                .forEach(n -> all.append(' ').append(n));
        all.append(" |");
        DoubleSeq.of(y -> {
                    double d = 0.5;
                    y.yield(d);
                    y.yield(Math.ceil(d));
                })
                .forEach(d -> all.append(' ').append(d));
        return all.toString();
    }

    @Expect("true true false")
    public static String elements_areTheSameObjects() {
        Object one = new Object();
        List<Object> others = List.of(new Object());
        SeqIterator<Object> it = Seq.of(y -> {
                    Object mine = one;
                    y.yield(mine);
                    y.yield(others.get(0));
                    y.yield(mine == others);
                })
                .iterator();
        return (it.next() == one) + " " + (it.next() == others.get(0)) + " " + it.next();
    }
}
