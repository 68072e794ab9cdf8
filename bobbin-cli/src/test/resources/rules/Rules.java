package rules;

import coroutines.Maker;
import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import dev.bobbin.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;

/** What both kinds of coroutines have in common, and where they differ. */
public class Rules {
    private static String failureOf(Runnable code) {
        try {
            code.run();
            return "none";
        } catch (RuntimeException | Error e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    // ---- how it stands ----------------------------------------------------------------------------------------------

    @Expect("NEW, RUNNING, SUSPENDED, RUNNING, DONE true; FAILED true")
    public static String status_atEachMoment(Maker make) {
        StringJoiner seen = new StringJoiner(", ");
        List<Coroutine<Object, Object>> it = new ArrayList<>();
        it.add(make.of((self, first) -> {
            seen.add(it.get(0).status().toString());
            self.yield(null);
            seen.add(it.get(0).status().toString());
            return null;
        }));
        seen.add(it.get(0).status().toString());
        it.get(0).resume(null);
        seen.add(it.get(0).status().toString());
        it.get(0).resume(null);
        seen.add(it.get(0).status().toString());
        Coroutine<Integer, Integer> failed = make.of((self, first) -> 1 / first);
        failureOf(() -> failed.resume(0));
        return seen + " " + it.get(0).isDone() + "; " + failed.status() + " " + failed.isDone();
    }

    @Expect("inner: RUNNING RUNNING, after: SUSPENDED RUNNING")
    public static String status_ofOneThatHasResumedAnother(Maker make) {
        StringJoiner seen = new StringJoiner(", ");
        List<Coroutine<Object, Object>> all = new ArrayList<>();
        all.add(make.of((self, first) -> {
            all.get(1).resume(null);
            seen.add("after: " + all.get(1).status() + " " + all.get(0).status());
            return null;
        }));
        all.add(make.of((self, first) -> {
            seen.add("inner: " + all.get(1).status() + " " + all.get(0).status());
            return self.yield(null);
        }));
        all.get(0).resume(null);
        return seen.toString();
    }

    // ---- who may be resumed -----------------------------------------------------------------------------------------

    @Expect("IllegalStateException: cannot resume a coroutine that has ended")
    public static String resume_ofOneThatHasReturned(Maker make) {
        Coroutine<Integer, Integer> ended = make.of((self, first) -> first);
        ended.resume(1);
        return failureOf(() -> ended.resume(1));
    }

    @Expect("ArithmeticException: / by zero; IllegalStateException: cannot resume a coroutine that has ended by an exception")
    public static String resume_ofOneThatHasThrown(Maker make) {
        Coroutine<Integer, Integer> failed = make.of((self, first) -> 1 / first);
        return failureOf(() -> failed.resume(0)) + "; " + failureOf(() -> failed.resume(1));
    }

    @Expect("IllegalStateException: cannot resume a coroutine that is running; 7 DONE")
    public static String resume_ofItself_isCaughtAndItGoesOn(Maker make) {
        List<Coroutine<Object, Object>> it = new ArrayList<>();
        it.add(make.of((self, first) -> {
            self.yield(failureOf(() -> it.get(0).resume(1)));
            return 7;
        }));
        Object said = it.get(0).resume(0);
        return said + "; " + it.get(0).resume(0) + " " + it.get(0).status();
    }

    @Expect("IllegalStateException: cannot resume a coroutine that is running")
    public static String resume_ofTheOneThatWaitsForThis(Maker make) {
        List<Coroutine<Object, Object>> all = new ArrayList<>();
        all.add(make.of((self, first) -> all.get(1).resume(null)));
        all.add(make.of((self, first) -> failureOf(() -> all.get(0).resume(null))));
        return (String) all.get(0).resume(null);
    }

    @Expect("IllegalStateException: cannot resume a coroutine that is running; DONE")
    public static String resume_whileAnotherThreadRunsIt(Maker make) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Coroutine<Object, Object> busy = make.of((self, first) -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        });
        Thread other = new Thread(() -> busy.resume(null));
        other.start();
        inside.await();
        String said = failureOf(() -> busy.resume(null));
        leave.countDown();
        other.join();
        return said + "; " + busy.status();
    }

    @Expect(value = "0 1 2", continuation = "0 IllegalStateException 1")
    public static String resume_byOneThreadAfterTheOther(Maker make) throws InterruptedException {
        Coroutine<Object, Integer> counts = make.of((self, first) -> {
            for (int i = 0; ; i++) {
                self.yield(i);
            }
        });
        StringJoiner seen = new StringJoiner(" ");
        seen.add(counts.resume(null).toString());
        Thread other = new Thread(() -> {
            try {
                seen.add(counts.resume(null).toString());
            } catch (IllegalStateException e) {
                seen.add("IllegalStateException");
            }
        });
        other.start();
        other.join();
        return seen.add(counts.resume(null).toString()).toString();
    }

    // ---- who may be transferred to ----------------------------------------------------------------------------------

    /** What a transfer there throws, in the body; and that the body goes on. */
    private static String transferring(Maker make, Coroutine<Object, Object> to) {
        Coroutine<Object, Object> from = make.of((self, first) -> {
            try {
                return self.transfer(to, 1);
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage() + ", " + self.yield("goes on");
            }
        });
        return from.resume(null) + ": " + from.resume("at the end");
    }

    @Expect("cannot transfer from a coroutine to itself, 5 DONE")
    public static String transfer_toItself(Maker make) {
        List<Coroutine<Object, Object>> it = new ArrayList<>();
        it.add(make.of((self, first) -> {
            try {
                return self.transfer(it.get(0), 1);
            } catch (IllegalStateException e) {
                return e.getMessage() + ", " + self.yield(null);
            }
        }));
        it.get(0).resume(null);
        return it.get(0).resume(5) + " " + it.get(0).status();
    }

    @Expect("goes on: IllegalStateException: cannot transfer to a coroutine that has ended, at the end")
    public static String transfer_toOneThatHasReturned(Maker make) {
        Coroutine<Object, Object> ended = make.of((self, first) -> first);
        ended.resume(1);
        return transferring(make, ended);
    }

    @Expect("goes on: IllegalStateException: cannot transfer to a coroutine that has ended by an exception, at the end")
    public static String transfer_toOneThatHasThrown(Maker make) {
        Coroutine<Object, Object> failed = make.of((self, first) -> {
            throw new IllegalArgumentException();
        });
        failureOf(() -> failed.resume(null));
        return transferring(make, failed);
    }

    @Expect("goes on: NullPointerException: to, at the end")
    public static String transfer_toNull(Maker make) {
        return transferring(make, null);
    }

    @Expect("goes on: IllegalStateException: cannot transfer to a coroutine that is running, at the end; SUSPENDED 3")
    public static String transfer_toTheOneThatWaitsForThis(Maker make) {
        List<Coroutine<Object, Object>> outer = new ArrayList<>();
        outer.add(make.of((self, first) -> {
            self.yield(transferring(make, outer.get(0)));
            return 3;
        }));
        return outer.get(0).resume(null) + "; " + outer.get(0).status() + " " + outer.get(0).resume(null);
    }

    @Expect("second yields SUSPENDED SUSPENDED, second ends, first ends c; [first a, second over, second b]")
    public static String transfer_givesTheResumerWhatTheOtherYields(Maker make) {
        List<String> log = new ArrayList<>();
        Coroutine<String, String> second = make.of((self, in) -> {
            log.add("second " + in);
            log.add("second " + self.yield("second yields"));
            return "second ends";
        });
        Coroutine<String, String> first = make.of((self, in) -> {
            log.add("first " + in);
            return "first ends " + self.transfer(second, "over");
        });
        return first.resume("a") + " " + first.status() + " " + second.status() + ", " + second.resume("b") + ", "
                + first.resume("c") + "; " + log;
    }

    @Expect("outer x12")
    public static String transfer_inANestedOne_answersToItsOwnResumer(Maker make) {
        Coroutine<String, String> second = make.of((self, in) -> in + "2");
        Coroutine<String, String> first = make.of((self, in) -> self.transfer(second, in + "1"));
        Coroutine<String, String> outer = make.of((self, in) -> "outer " + first.resume(in));
        return outer.resume("x");
    }

    @Expect("1000000 true")
    public static String transfer_aMillionTimes_usesConstantStack(Maker make) throws InterruptedException {
        int members = 100;
        int transfers = 1_000_000;
        List<Coroutine<Integer, Integer>> ring = new ArrayList<>();
        List<Long> depths = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            int next = (i + 1) % members;
            ring.add(make.of((self, first) -> {
                int n = first;
                while (n < transfers) {
                    if (n >= members && n < 2 * members || n >= transfers - members) {
                        depths.add(depth());
                    }
                    n = self.transfer(ring.get(next), n + 1);
                }
                return n;
            }));
        }
        List<Integer> end = new ArrayList<>();
        onAQuickThread(() -> end.add(ring.get(0).resume(0)));
        return end.get(0) + " " + (depths.get(1).equals(depths.get(depths.size() - 1)) && depths.size() == 2 * members);
    }

    private static long depth() {
        return StackWalker.getInstance().walk(frames -> frames.count());
    }

    /** From a virtual thread to another is a shorter way than from one of the operating system's. */
    private static void onAQuickThread(Runnable code) throws InterruptedException {
        try {
            ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code)).join();
        } catch (NoSuchMethodException e) {
            code.run();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    // ---- who may yield ----------------------------------------------------------------------------------------------

    @Expect("IllegalStateException: cannot yield outside of the coroutine: its body does not run, "
            + "IllegalStateException: cannot transfer outside of the coroutine: its body does not run; "
            + "IllegalStateException: cannot yield outside of the coroutine: it has ended, "
            + "IllegalStateException: cannot transfer outside of the coroutine: it has ended")
    public static String yield_outside(Maker make) {
        List<Self<Object, Object>> kept = new ArrayList<>();
        Coroutine<Object, Object> c = make.of((self, first) -> {
            kept.add(self);
            return self.yield(null);
        });
        Coroutine<Object, Object> other = make.of((self, first) -> null);
        c.resume(null);
        String suspended = failureOf(() -> kept.get(0).yield(1)) + ", "
                + failureOf(() -> kept.get(0).transfer(other, 1));
        c.resume(null);
        return suspended + "; " + failureOf(() -> kept.get(0).yield(1)) + ", "
                + failureOf(() -> kept.get(0).transfer(other, 1));
    }

    @Expect("true; 4 DONE")
    public static String yield_ofTheOuterInTheInner(Maker make) {
        List<Coroutine<Object, Object>> inner = new ArrayList<>();
        Coroutine<Object, Object> outer = make.of((self, first) -> {
            inner.add(make.of((its, f) -> self.yield("wrong")));
            String said = failureOf(() -> inner.get(0).resume(null));
            return said.contains("this is not called by its body") + "; " + self.yield(null);
        });
        outer.resume(null);
        return outer.resume(4) + " " + outer.status();
    }

    @Expect("IllegalStateException: cannot yield outside of the coroutine: its body does not run; 4")
    public static String yield_ofTheInnerInTheOuter(Maker make) {
        List<Self<Object, Object>> kept = new ArrayList<>();
        Coroutine<Object, Object> inner = make.of((self, first) -> {
            kept.add(self);
            return self.yield(null);
        });
        Coroutine<Object, Object> outer = make.of((self, first) -> {
            inner.resume(null);
            try {
                return kept.get(0).yield(1);
            } catch (IllegalStateException e) {
                return "IllegalStateException: " + e.getMessage() + "; " + inner.resume(4);
            }
        });
        return (String) outer.resume(null);
    }

    private static int deep(int n, Self<Integer, Integer> self) {
        return n == 0 ? self.yield(0) : deep(n - 1, self) + self.yield(n);
    }

    @Expect("1001 yields, 500500")
    public static String yield_aThousandCallsDeep(Maker make) {
        Coroutine<Integer, Integer> c = make.of((self, first) -> deep(1_000, self));
        int yields = 0;
        int last = c.resume(0);
        while (!c.isDone()) {
            last = c.resume(yields++);
        }
        return yields + " yields, " + last;
    }

    @Expect("try, catch a, finally, inner, [b, c, d]")
    public static String yield_inTryCatchAndFinally(Maker make) {
        Coroutine<String, String> c = make.of((self, first) -> {
            List<String> got = new ArrayList<>();
            try {
                try {
                    throw new IllegalArgumentException(self.yield("try"));
                } catch (IllegalArgumentException e) {
                    got.add(self.yield("catch " + e.getMessage()));
                    throw new IllegalStateException("on");
                } finally {
                    got.add(self.yield("finally"));
                }
            } catch (IllegalStateException e) {
                got.add(self.yield("inner"));
                return got.toString();
            }
        });
        StringJoiner seen = new StringJoiner(", ");
        for (String in : List.of("", "a", "b", "c", "d")) {
            seen.add(c.resume(in));
        }
        return seen.toString();
    }

    @Expect("null, null, true, null DONE")
    public static String values_thatAreNull(Maker make) {
        Coroutine<Object, Object> c = make.of((self, first) -> {
            Object second = self.yield(first);
            Object third = self.yield(second);
            self.yield(first == null && second == null && third == null);
            return null;
        });
        return c.resume(null) + ", " + c.resume(null) + ", " + c.resume(null) + ", " + c.resume(null) + " "
                + c.status();
    }

    // ---- failures ---------------------------------------------------------------------------------------------------

    @Expect("true [finally] FAILED, true [] FAILED")
    public static String failure_isThrownByTheResumeThatWaits_theSameObject(Maker make) {
        List<String> log = new ArrayList<>();
        Error failure = new Error("mine");
        Coroutine<Object, Object> late = make.of((self, first) -> {
            try {
                self.yield(null);
                throw failure;
            } finally {
                log.add("finally");
            }
        });
        Coroutine<Object, Object> early = make.of((self, first) -> {
            throw failure;
        });
        late.resume(null);
        String one = caught(late, failure) + " " + log + " " + late.status();
        log.clear();
        return one + ", " + caught(early, failure) + " " + log + " " + early.status();
    }

    private static boolean caught(Coroutine<Object, Object> c, Throwable failure) {
        try {
            c.resume(null);
            return false;
        } catch (Throwable t) {
            return t == failure;
        }
    }

    @Expect("outer caught IllegalArgumentException: inner; FAILED DONE")
    public static String failure_ofAnInnerOne_isCaughtByTheBodyThatResumedIt(Maker make) {
        Coroutine<Object, Object> inner = make.of((self, first) -> {
            throw new IllegalArgumentException("inner");
        });
        Coroutine<Object, Object> outer =
                make.of((self, first) -> "outer caught " + failureOf(() -> inner.resume(null)));
        return outer.resume(null) + "; " + inner.status() + " " + outer.status();
    }

    @Expect("IllegalArgumentException: third; SUSPENDED SUSPENDED FAILED; y y")
    public static String failure_atTheEndOfAChainOfTransfers_passesThoseByThatTransferred(Maker make) {
        Coroutine<Object, Object> third = make.of((self, first) -> {
            throw new IllegalArgumentException("third");
        });
        Coroutine<Object, Object> second = make.of((self, first) -> self.transfer(third, null));
        Coroutine<Object, Object> one = make.of((self, first) -> {
            try {
                return self.transfer(second, null);
            } catch (RuntimeException e) {
                return "not to be caught here";
            }
        });
        return failureOf(() -> one.resume(null)) + "; " + one.status() + " " + second.status() + " " + third.status()
                + "; " + one.resume("y") + " " + second.resume("y");
    }

    @Expect("true FAILED")
    public static String failure_byAStackThatIsTooSmall(Maker make) {
        Coroutine<Object, Object> c = make.of((self, first) -> endless(0));
        try {
            c.resume(null);
            return "none";
        } catch (StackOverflowError e) {
            return "true " + c.status();
        }
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    // ---- code that is not compiled, in between ----------------------------------------------------------------------

    private static final String REMEDY = "IllegalStateException: cannot yield here: this is not called by its body, or by way"
            + " of code that Bobbin has not compiled; hand it on as a parameter to methods that are, use loops instead of"
            + " forEach(), or Coroutine.stackful";

    private static String all(Coroutine<Void, Integer> c) {
        StringJoiner seen = new StringJoiner(" ");
        String failure = failureOf(() -> {
            for (Integer i = c.resume(null); i != null; i = c.resume(null)) {
                seen.add(i.toString());
            }
        });
        return failure.equals("none") ? seen.toString() : failure;
    }

    @Expect(value = REMEDY, stackful = "1 2 3")
    public static String yield_inALambdaForForEach(Maker make) {
        return all(make.of((self, first) -> {
            List.of(1, 2, 3).forEach(i -> self.yield(i));
            return null;
        }));
    }

    @Expect(value = REMEDY, stackful = "1 2 3")
    public static String yield_asAMethodReferenceForForEach(Maker make) {
        return all(make.of((self, first) -> {
            List.of(1, 2, 3).forEach(self::yield);
            return null;
        }));
    }

    private static void twice(Integer i, Self<Void, Integer> self) {
        self.yield(i);
        self.yield(i);
    }

    @Expect(value = REMEDY, stackful = "1 1 2 2")
    public static String yield_inAMethodThatALambdaCalls(Maker make) {
        return all(make.of((self, first) -> {
            List.of(1, 2).forEach(i -> twice(i, self));
            return null;
        }));
    }

    /** On the stack of who asks, compiled for it or not. */
    @Expect(value = "true", stackful = "true 1 2")
    public static String yield_inTheBodyOfASequenceThatItsOwnBodyReads(Maker make) {
        Coroutine<Void, Integer> c = make.of((self, first) -> {
            Seq<Integer> numbers = Seq.of(y -> {
                self.yield(1);
                y.yield(5);
                self.yield(2);
            });
            int sum = 0;
            for (int n : numbers) {
                sum += n;
            }
            return sum == 5 ? null : sum;
        });
        String said = all(c);
        return said.contains("cannot yield here: this is not called by its body") ? "true" : "true " + said;
    }
}
