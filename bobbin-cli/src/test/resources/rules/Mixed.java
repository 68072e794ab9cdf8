package rules;

import coroutines.Maker;
import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;

/** Compiled ones and others together. */
public class Mixed {
    @Expect("20000 DONE SUSPENDED")
    public static String transfers_betweenACompiledOneAndAnother(Maker make) {
        List<Coroutine<Integer, Integer>> two = new ArrayList<>();
        two.add(Coroutine.of((self, first) -> bounce(self, two.get(1), first)));
        two.add(make.of((self, first) -> bounce(self, two.get(0), first)));
        int n = two.get(0).resume(0);
        return n + " " + two.get(0).status() + " " + two.get(1).status();
    }

    private static int bounce(Self<Integer, Integer> self, Coroutine<Integer, Integer> to, int first) {
        int n = first;
        while (n < 20_000) {
            n = self.transfer(to, n + 1);
        }
        return n;
    }

    @Expect("1 2 3 end")
    public static String aCompiledOneInTheOther(Maker make) {
        Coroutine<Void, String> numbers = make.of((self, first) -> {
            Coroutine<Void, Integer> inner = Coroutine.of((its, f) -> {
                for (int i = 1; i < 3; i++) {
                    its.yield(i);
                }
                return 3;
            });
            while (!inner.isDone()) {
                self.yield(inner.resume(null) + " ");
            }
            return "end";
        });
        StringBuilder all = new StringBuilder();
        while (!numbers.isDone()) {
            all.append(numbers.resume(null));
        }
        return all.toString();
    }

    @Expect(value = "IllegalStateException; done", stackful = "by the inner one; a b")
    public static String aCompiledOne_yieldsByTheOneAroundIt(Maker make) {
        List<Self<Object, Object>> around = new ArrayList<>();
        Coroutine<Object, Object> inner = Coroutine.of((self, first) -> {
            Object in = self.yield("inner");
            try {
                in = in + " " + around.get(0).yield("by the inner one");
            } catch (IllegalStateException e) {
                in = e.getClass().getSimpleName();
            }
            return self.yield(in);
        });
        Coroutine<Object, Object> outer = make.of((self, first) -> {
            around.add(self);
            inner.resume(null);
            return inner.resume("a");
        });
        return outer.resume(null) + "; " + (outer.isDone() ? "done" : outer.resume("b"));
    }

    @Expect("IllegalArgumentException FAILED SUSPENDED, SUSPENDED FAILED")
    public static String failures_throughTransfersBetweenThem(Maker make) {
        Coroutine<Object, Object> other = make.of((self, first) -> failing());
        Coroutine<Object, Object> compiled = Coroutine.of((self, first) -> self.transfer(other, null));
        Coroutine<Object, Object> compiledToo = Coroutine.of((self, first) -> failing());
        Coroutine<Object, Object> otherToo = make.of((self, first) -> self.transfer(compiledToo, null));
        return failureOf(compiled) + " " + other.status() + " " + compiled.status() + ", "
                + failureOf(otherToo).replace("IllegalArgumentException", otherToo.status().toString()) + " "
                + compiledToo.status();
    }

    private static Object failing() {
        throw new IllegalArgumentException();
    }

    private static String failureOf(Coroutine<?, ?> c) {
        try {
            c.resume(null);
            return "none";
        } catch (IllegalArgumentException e) {
            return e.getClass().getSimpleName();
        }
    }
}
