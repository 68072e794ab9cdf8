package seq;

import dev.bobbin.DoubleSeq;
import dev.bobbin.IntSeq;
import dev.bobbin.IntYielder;
import dev.bobbin.LongSeq;
import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** Bodies that hand out the elements of others in the place of their own. */
public class OfOthers {
    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException | Error e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    /** Makes the body one that does not only yield, so that it is no step form. */
    static void yieldOne(int n, Yielder<? super Integer> y) {
        y.yield(n);
    }

    @Expect("[0, 1, 2, 3, 4, 5, null, 6]")
    public static String lists_sequences_andIterators() {
        return Bodies.all(Seq.<Integer>of(y -> {
            y.yield(0);
            y.yieldAll(List.of(1, 2));
            y.yieldAll(List.of());
            y.yieldAll(Seq.of(in -> {
                in.yield(3);
                in.yield(4);
            }));
            y.yieldAll(Arrays.asList(5, null).iterator());
            y.yield(6);
        }));
    }

    @Expect("[1, 2, 3, 4, 5, 6, 7]")
    public static String besideCalleesThatYield() {
        return Bodies.all(Seq.<Integer>of(y -> {
            yieldOne(1, y);
            all(List.of(2, 3), y);
            y.yieldAll(Seq.of(in -> {
                yieldOne(4, in);
                in.yieldAll(List.of(5));
                all(Seq.of(6), in);
            }));
            y.yield(7);
        }));
    }

    private static void all(Iterable<Integer> elements, Yielder<? super Integer> y) {
        y.yieldAll(elements);
    }

    @Expect("[]")
    public static String nothingButEmptyOnes() {
        return Bodies.all(Seq.<Integer>of(y -> {
            y.yieldAll(Seq.of(in -> in.yieldAll(List.of())));
            y.yieldAll(Seq.empty());
            y.yieldAll(Collections.emptyIterator());
        }));
    }

    record Tree(Tree left, int value, Tree right) {
        Seq<Integer> values() {
            return Seq.of(y -> {
                if (left != null) {
                    y.yieldAll(left.values());
                }
                y.yield(value);
                if (right != null) {
                    y.yieldAll(right.values());
                }
            });
        }

        static Tree of(int from, int to) {
            int middle = from + (to - from) / 2;
            return from == to ? null : new Tree(of(from, middle), middle, of(middle + 1, to));
        }
    }

    @Expect("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]")
    public static String aTreeOfSequences() {
        return Bodies.all(Tree.of(0, 10).values());
    }

    static Seq<Integer> down(int depth) {
        return Seq.of(y -> {
            y.yield(depth);
            if (depth > 0) {
                y.yieldAll(down(depth - 1));
            }
            y.yield(-depth);
        });
    }

    static Seq<Integer> downByACallee(int depth) {
        return Seq.of(y -> {
            yieldOne(depth, y);
            if (depth > 0) {
                y.yieldAll(downByACallee(depth - 1));
            }
            yieldOne(-depth, y);
        });
    }

    /** Were each asked by the one around it, the stack would overflow, and it would take hours. */
    @Expect("200002 of 0, 200002 of 0")
    public static String deep() {
        return countAndSum(down(100_000)) + ", " + countAndSum(downByACallee(100_000));
    }

    private static String countAndSum(Seq<Integer> seq) {
        int n = 0;
        long sum = 0;
        for (int i : seq) {
            n++;
            sum += i;
        }
        return n + " of " + sum;
    }

    static Seq<Integer> guarded(String name, StringBuilder log, Iterable<Integer> within) {
        return Seq.of(y -> {
            try {
                y.yieldAll(within);
            } finally {
                log.append(name).append(' ');
            }
        });
    }

    private static Iterable<Integer> closeable(StringBuilder log, Runnable closing) {
        return () -> new Closeable(log, closing);
    }

    private static final class Closeable implements Iterator<Integer>, AutoCloseable {
        private final StringBuilder log;
        private final Runnable closing;
        private int next;

        Closeable(StringBuilder log, Runnable closing) {
            this.log = log;
            this.closing = closing;
        }

        @Override
        public boolean hasNext() {
            return next < 3;
        }

        @Override
        public Integer next() {
            return next++;
        }

        @Override
        public void close() {
            log.append("closed ");
            closing.run();
        }
    }

    @Expect("0 closed inner middle outer false")
    public static String close_innermostFirst() {
        StringBuilder log = new StringBuilder();
        SeqIterator<Integer> it = guarded(
                        "outer", log, guarded("middle", log, guarded("inner", log, closeable(log, () -> {}))))
                .iterator();
        log.append(it.next()).append(' ');
        it.close();
        it.close();
        return log.append(it.hasNext()).toString();
    }

    @Expect("closed inner outer [0, 1, 2]")
    public static String end_innermostFirst() {
        StringBuilder log = new StringBuilder();
        String all = Bodies.all(guarded("outer", log, guarded("inner", log, closeable(log, () -> {}))));
        return log + all;
    }

    @Expect("0 outer IllegalStateException: not closed")
    public static String close_whatTheElementsThrow_isThrownInTheBody() {
        StringBuilder log = new StringBuilder();
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
            try {
                y.yieldAll(closeable(new StringBuilder(), () -> {
                    throw new IllegalStateException("not closed");
                }));
            } finally {
                log.append("outer ");
            }
        }).iterator();
        log.append(it.next()).append(' ');
        String failure = failureOf(it::close);
        return log + failure;
    }

    @Expect("0 caught none")
    public static String close_whatABodyThrows_mayBeCaughtByTheOneAround() {
        StringBuilder log = new StringBuilder();
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
            try {
                y.yieldAll(Seq.of(in -> {
                    try {
                        in.yield(0);
                    } finally {
                        throw new IllegalArgumentException();
                    }
                }));
            } catch (IllegalArgumentException e) {
                log.append("caught ");
            }
        }).iterator();
        log.append(it.next()).append(' ');
        String failure = failureOf(it::close);
        return log + failure;
    }

    /** Thrown once: who has caught it is not told again. */
    @Expect("0 caught not closed, none; 0 caught not closed, none")
    public static String close_whatCloseThrowsInABody_isThrownInTheOneAround() {
        Seq<Integer> steps = Seq.of(in -> {
            try (Resource resource = new Resource()) {
                in.yield(0);
            }
        });
        return aroundAll(steps) + "; " + aroundAll(Seq.of(in -> withResource(in)));
    }

    private record Resource() implements AutoCloseable {
        @Override
        public void close() {
            throw new IllegalStateException("not closed");
        }
    }

    private static void withResource(Yielder<Integer> y) {
        try (Resource resource = new Resource()) {
            y.yield(0);
        }
    }

    private static String aroundAll(Seq<Integer> elements) {
        StringBuilder log = new StringBuilder();
        SeqIterator<Integer> it = guarded("", new StringBuilder(), Seq.of(y -> {
                    try {
                        y.yieldAll(elements);
                    } catch (IllegalStateException e) {
                        log.append("caught ").append(e.getMessage()).append(", ");
                    }
                }))
                .iterator();
        log.append(it.next()).append(' ');
        String failure = failureOf(it::close);
        return log + failure;
    }

    @Expect("0 open 1 2")
    public static String close_leavesAnIteratorToItsOwner() {
        StringBuilder log = new StringBuilder();
        Closeable mine = new Closeable(log, () -> {});
        SeqIterator<Integer> it = Seq.<Integer>of(y -> y.yieldAll(mine)).iterator();
        log.append(it.next()).append(' ');
        it.close();
        log.append("open ");
        return log.append(mine.next()).append(' ').append(mine.next()).toString();
    }

    @Expect("[1, 2, 3]")
    public static String aFailureOfABody_isCaughtByTheOneAround_whichGoesOn() {
        return Bodies.all(Seq.<Integer>of(y -> {
            try {
                y.yieldAll(Seq.of(in -> {
                    in.yield(1);
                    throw new IllegalArgumentException();
                }));
            } catch (IllegalArgumentException e) {
                y.yieldAll(List.of(2, 3));
            }
        }));
    }

    @Expect("1 IllegalArgumentException: deep, then false; middle outer ")
    public static String aFailure_thatNobodyCatches_comesOutOfNext() {
        StringBuilder log = new StringBuilder();
        Iterator<Integer> it = guarded("outer", log, guarded("middle", log, Seq.of(in -> {
                    in.yield(1);
                    throw new IllegalArgumentException("deep");
                })))
                .iterator();
        return it.next() + " " + failureOf(it::next) + ", then " + it.hasNext() + "; " + log;
    }

    @Expect("[0, 1, 2, -1, 7]")
    public static String aFailureOfAnIterator_isThrownInTheBody() {
        Iterator<Integer> lies = new Iterator<>() {
            private int n;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (n == 3) {
                    throw new NoSuchElementException();
                }
                return n++;
            }
        };
        return Bodies.all(Seq.<Integer>of(y -> {
            try {
                y.yieldAll(lies);
            } catch (NoSuchElementException e) {
                yieldOne(-1, y);
            }
            y.yield(7);
        }));
    }

    @Expect("0 not open, IllegalStateException: not closed; over")
    public static String aFailureOfAnIterator_closesIt() {
        StringBuilder told = new StringBuilder();
        Seq<Integer> fails = Seq.of(y -> {
            try {
                y.yieldAll(() -> new SeqIterator<Integer>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Integer next() {
                        if (next > 0) {
                            throw new IllegalArgumentException("not open");
                        }
                        return next++;
                    }

                    @Override
                    public void close() {
                        throw new IllegalStateException("not closed");
                    }
                });
            } catch (IllegalArgumentException e) {
                told.append(e.getMessage()).append(", ").append(failureOf(() -> {
                    throw (RuntimeException) e.getSuppressed()[0];
                }));
            }
        });
        Iterator<Integer> it = fails.iterator();
        return it.next() + " " + (it.hasNext() ? "more" : told + "; over");
    }

    @Expect("NullPointerException: elements")
    public static String nothingAtAll() {
        return failureOf(() -> Bodies.all(Seq.<Integer>of(y -> y.yieldAll((Iterable<Integer>) null))));
    }

    @Expect("[1, 2, 3] [2, 3]")
    public static String anIterableWhoseIteratorIsInUse() {
        Seq<Integer> three = Seq.of(y -> {
            y.yield(1);
            y.yield(2);
            y.yield(3);
        });
        SeqIterator<Integer> looked = three.iterator();
        looked.hasNext();
        SeqIterator<Integer> begun = three.iterator();
        begun.next();
        return Bodies.all(Seq.<Integer>of(y -> y.yieldAll(() -> looked))) + " "
                + Bodies.all(Seq.<Integer>of(y -> y.yieldAll(() -> begun)));
    }

    @Expect("IllegalStateException: a yield while the sequence is being closed: nobody takes elements any more")
    public static String close_yieldAllInFinally() {
        SeqIterator<Integer> it = Seq.<Integer>of(y -> {
            try {
                y.yield(1);
            } finally {
                y.yieldAll(List.of(2));
            }
        }).iterator();
        it.next();
        return failureOf(it::close);
    }

    @Expect("IllegalStateException: the body of a sequence asks for its own next element")
    public static String aBodyThatAsksTheOneAround() {
        Iterator<?>[] self = new Iterator<?>[1];
        self[0] = Seq.of(y -> y.yieldAll(Seq.of(in -> {
            in.yield("a");
            self[0].next();
        }))).iterator();
        self[0].next();
        return failureOf(() -> self[0].next());
    }

    @Expect("IllegalStateException: the body of a sequence asks for its own next element")
    public static String anIteratorThatAsksTheOneAround() {
        Iterator<?>[] self = new Iterator<?>[1];
        self[0] = Seq.<Object>of(y -> y.yieldAll(new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return self[0].hasNext();
            }

            @Override
            public Object next() {
                throw new AssertionError();
            }
        })).iterator();
        return failureOf(() -> self[0].next());
    }

    @Expect("IllegalStateException: the body of a sequence asks for its own next element, then 2")
    public static String aBodyThatClosesTheOneAround_andGoesOn() {
        StringBuilder told = new StringBuilder();
        SeqIterator<?>[] self = new SeqIterator<?>[1];
        self[0] = Seq.<Integer>of(y -> y.yieldAll(Seq.of(in -> {
            in.yield(1);
            told.append(failureOf(self[0]::close));
            in.yield(2);
        }))).iterator();
        self[0].next();
        Object then = self[0].next();
        return told + ", then " + then;
    }

    @Expect("none, IllegalStateException: the body of a sequence asks for its own next element, the same; false")
    public static String aBodyThatAsksTheOneAround_whileAllAreClosed() {
        StringBuilder told = new StringBuilder();
        SeqIterator<?>[] self = new SeqIterator<?>[1];
        self[0] = Seq.<Integer>of(y -> y.yieldAll(Seq.of(in -> {
            try {
                in.yield(1);
            } finally {
                String failure = failureOf(() -> self[0].hasNext());
                told.append(", ").append(failure).append(failure.equals(failureOf(self[0]::close)) ? ", the same; " : "");
            }
        }))).iterator();
        self[0].next();
        return failureOf(self[0]::close) + told + self[0].hasNext();
    }

    @Expect("[a, 1, 2, b, 3, 4] [a, 1, 2, b, 3, 4] [a, 1, b]")
    public static String ownElementsAndOthersInTurn_whetherOrNotTheyAreKnown() {
        Seq<Object> seq = Seq.of(y -> {
            y.yield("a");
            y.yieldAll(List.of(1, 2));
            y.yield("b");
            y.yieldAll(Seq.of(in -> {
                in.yieldAll(List.of(3));
                in.yield(4);
            }));
        });
        StringBuilder unasked = new StringBuilder("[");
        Iterator<Object> it = seq.iterator();
        for (int i = 0; i < 6; i++) {
            unasked.append(i == 0 ? "" : ", ").append(it.next());
        }
        return Bodies.all(seq) + " " + unasked.append(it.hasNext() ? ", more" : "]") + " "
                + Bodies.all(seq.filter(e -> !e.equals(2)).take(3));
    }

    @Expect("[1, 2, 3] [1, 2, 3]")
    public static String besideValuesOnTheStack_andInTheVariables() {
        List<Object> log = new ArrayList<>();
        Seq<Integer> seq = Seq.of(y -> {
            int one = 1;
            long two = 2;
            String three = "3";
            log.add(
                    one
                            + switch (three) {
                                case "3" -> {
                                    y.yieldAll(List.of(1));
                                    yield 0;
                                }
                                default -> 1;
                            });
            y.yieldAll(Seq.of((int) two));
            log.add(two);
            y.yieldAll(List.of(Integer.parseInt(three)).iterator());
            log.add(three);
        });
        return Bodies.all(seq) + " " + log;
    }

    @Expect("[true, 1, 2]")
    public static String theYielderOfTheOneAround() {
        return Bodies.all(Seq.<Object>of(y -> y.yieldAll(Seq.of(in -> {
            boolean refused = false;
            try {
                y.yieldAll(List.of("wrong")); // whose body does not run
            } catch (IllegalStateException e) {
                refused = e.getMessage().contains("yield");
            }
            in.yield(refused);
            in.yieldAll(List.of(1, 2));
        }))));
    }

    @Expect("[5, 6, 1, 2, 3, 8, 9, 4]")
    public static String ints() {
        return Bodies.all(IntSeq.of(y -> {
            y.yieldAll(IntSeq.of(5, 6));
            y.yieldAll(IntSeq.of(in -> {
                in.yield(1);
                in.yieldAll(IntSeq.range(2, 4));
            }));
            intsOf(IntStream.of(8, 9), y);
            y.yield(4);
        }).boxed());
    }

    private static void intsOf(IntStream stream, IntYielder y) {
        y.yieldAll(stream.iterator());
    }

    @Expect("[1, 2, 3] [1.5, 2.5, 3.5]")
    public static String longsAndDoubles() {
        return Bodies.all(LongSeq.of(y -> {
            y.yieldAll(LongSeq.of(in -> in.yield(1)));
            y.yieldAll(LongSeq.of(2, 3).iterator());
        }).boxed()) + " " + Bodies.all(DoubleSeq.of(y -> {
            y.yieldAll(DoubleSeq.of(in -> in.yield(1.5)));
            y.yieldAll(DoubleSeq.of(2.5, 3.5).iterator());
        }).boxed());
    }
}
