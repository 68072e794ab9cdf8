package seq;

import dev.bobbin.Seq;
import dev.bobbin.SeqBody;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Bodies of sequences in all the ways in which Java lets one write them. */
public class Bodies {
    static String all(Iterable<?> elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(list::add);
        return list.toString();
    }

    static <T> String first(Seq<T> seq, int n) {
        List<T> list = new ArrayList<>();
        try (SeqIterator<T> it = seq.iterator()) {
            while (list.size() < n && it.hasNext()) {
                list.add(it.next());
            }
        }
        return list.toString();
    }

    @Expect("[0, 1, 2, 10]")
    public static String aLambda() {
        int last = 10;
        return all(Seq.of(y -> {
            for (int i = 0; i < 3; i++) {
                y.yield(i);
            }
            y.yield(last);
        }));
    }

    @Expect("[] [null, null]")
    public static String nothing_andNulls() {
        return all(Seq.of(y -> {})) + " " + all(Seq.of(y -> {
            y.yield(null);
            y.yield(null);
        }));
    }

    static void twice(Yielder<String> y) {
        y.yield("a");
        y.yield("b");
    }

    void mine(Yielder<String> y) {
        y.yield("mine");
        twice(y);
    }

    private void secret(Yielder<? super String> y) {
        y.yield("secret");
    }

    @Expect("[a, b] [mine, a, b] [secret] [secret]")
    public static String methodReferences() {
        Bodies bodies = new Bodies();
        SeqBody<String> kept = bodies::secret;
        return all(Seq.of(Bodies::twice)) + " " + all(Seq.of(bodies::mine)) + " " + all(Seq.<String>of(bodies::secret)) + " "
                + all(Seq.of(kept));
    }

    @Expect("[named, anonymous]")
    public static String classes() {
        class Named implements SeqBody<String> {
            @Override
            public void run(Yielder<String> y) {
                y.yield("named");
                new SeqBody<String>() {
                    @Override
                    public void run(Yielder<String> inner) {
                        inner.yield("anonymous");
                    }
                }.run(y);
            }
        }
        return all(Seq.of(new Named()));
    }

    @Expect("[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]")
    public static String withoutEnd() {
        return first(
                Seq.<Long>of(y -> {
                    long a = 0;
                    long b = 1;
                    for (;;) {
                        y.yield(a);
                        long next = a + b;
                        a = b;
                        b = next;
                    }
                }),
                10);
    }

    @Expect("[0, 1] [0, 1]")
    public static String againFromTheStart() {
        Seq<Integer> seq = Seq.of(y -> {
            for (int i = 0; i < 2; i++) {
                y.yield(i);
            }
        });
        return all(seq) + " " + all(seq);
    }

    @Expect("begun 1 2 | 1 2 done")
    public static String lazily() {
        StringBuilder log = new StringBuilder();
        Seq<Integer> seq = Seq.of(y -> {
            log.append("begun ");
            y.yield(1);
            y.yield(2);
            log.append("done");
        });
        Iterator<Integer> left = seq.iterator();
        log.append(left.next()).append(" ").append(left.next()).append(" | ");
        log.delete(0, log.length() - " | ".length()).insert(0, "begun 1 2");
        Iterator<Integer> right = seq.iterator();
        right.hasNext();
        right.hasNext();
        int from = log.indexOf("|") + 2;
        log.setLength(from);
        log.append(right.next()).append(" ").append(right.next()).append(" ");
        right.hasNext();
        return log.toString();
    }

    @Expect("1, then java.util.NoSuchElementException: the sequence has no more elements")
    public static String pastTheEnd() {
        Iterator<Integer> it = Seq.<Integer>of(y -> y.yield(1)).iterator();
        int one = it.next();
        try {
            return "two: " + it.next();
        } catch (NoSuchElementException e) {
            return one + ", then " + e;
        }
    }

    static int digits(int n, Yielder<? super Integer> y) {
        if (n == 0) {
            return 0;
        }
        int count = digits(n / 10, y);
        y.yield(n % 10);
        return count + 1;
    }

    static long sum(long from, double scale, boolean negative, Yielder<? super Integer> y) {
        y.yield((int) (from * scale));
        return negative ? -from : from;
    }

    static String text(char c, byte b, short s, float f, Yielder<? super Integer> y) {
        y.yield((int) c);
        return c + ":" + b + ":" + s + ":" + f;
    }

    @Expect("[9, 8, 7, 3, 5, -2, 97, 9]")
    public static String resultsOfAllKinds() {
        return all(Seq.<Integer>of(y -> {
            y.yield(digits(987, y));
            long negative = sum(2, 2.5, true, y);
            y.yield((int) negative);
            y.yield(text('a', (byte) 1, (short) 2, 3.5f, y).length());
        }));
    }

    @Expect("[1, 2, 3, 4]")
    public static String genericsWithBridges() {
        interface Emits<T, R> {
            R emit(T what, Yielder<? super T> y);
        }
        Emits<Integer, String> once = new Emits<>() {
            @Override
            public String emit(Integer what, Yielder<? super Integer> y) {
                y.yield(what);
                return "x";
            }
        };
        Emits<Integer, Integer> twice = (what, y) -> {
            y.yield(what);
            y.yield(what + 1);
            return what + 2;
        };
        return all(Seq.<Integer>of(y -> {
            int next = once.emit(1, y).length() + 1;
            int last = twice.emit(next, y);
            y.yield(last);
        }));
    }

    @Expect("[a, b, c]")
    public static String aSwitchAndATernary() {
        return all(Seq.<String>of(y -> {
            for (int i = 0; i < 3; i++) {
                switch (i) {
                    case 0 -> y.yield("a");
                    case 1 -> {
                        String s = i == 1 ? "b" : "?";
                        y.yield(s);
                    }
                    default -> y.yield("c");
                }
            }
        }));
    }

    @Expect("[] [] [] [1]")
    public static String aLambda_whoseValueIsDropped() {
        Seq<Integer> boxed = Seq.of(y -> Integer.valueOf(1));
        Seq<Integer> made = Seq.of(y -> new ArrayList<>(3));
        Seq<Integer> text = Seq.of(y -> "a".concat("b"));
        boolean[] ran = new boolean[1];
        Seq<Integer> last = Seq.of(y -> {
            y.yield(1);
            Boolean.valueOf(ran[0] = true);
        });
        return all(boxed) + " " + all(made) + " " + all(text) + " " + all(last) + (ran[0] ? "" : "!");
    }
}
