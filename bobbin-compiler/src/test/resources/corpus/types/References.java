package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** References: merges, casts, generics, arrays, boxes. */
public class References {
    interface Named {
        String name();
    }

    interface Sized {
        int size();
    }

    static final class Both implements Named, Sized {
        private final String name;
        private final int size;

        Both(String name, int size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int size() {
            return size;
        }
    }

    static final class Other implements Named, Sized {
        private final String name;
        private final int size;

        Other(String name, int size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int size() {
            return size;
        }
    }

    public static Async<String> mergeToInterface() {
        Named n = z(true).await() ? new Both("b", 1) : new Other("o", 2);
        pause().await();
        return done(n.name());
    }

    @SuppressWarnings("unchecked")
    public static <T extends Named & Sized> Async<String> intersectionHelper(T x) {
        T y = step(x).await();
        int size = y.size();
        pause().await();
        return done(y.name() + size);
    }

    public static Async<String> boundedByTwoInterfaces() {
        return done(intersectionHelper(new Both("q", 4)).await());
    }

    public static Async<String> interfaceFromObject() {
        Object o = new Both("b", 1);
        Named n = (Named) step(o).await();
        pause().await();
        Sized s = (Sized) n;
        pause().await();
        return done(n.name() + s.size());
    }

    public static Async<String> castThatFails() {
        Object o = step((Object) 1).await();
        String s = (String) o;
        pause().await();
        return done(s);
    }

    @SuppressWarnings("unchecked")
    public static Async<String> heapPollutionFailsAtTheUse() {
        List<String> list = (List<String>) (List<?>) new ArrayList<>(Arrays.asList(1));
        log("before");
        String s = step(list.get(0)).await();
        log("after");
        return done(s);
    }

    public static Async<String> nullMergedWithValue() {
        String s = null;
        if (z(true).await()) {
            s = step("x").await();
        }
        pause().await();
        Object o = s == null ? null : s;
        pause().await();
        return done(s + o);
    }

    public static Async<Integer> nullDereferencedAfterResume() {
        String s = null;
        pause().await();
        return done(s.length());
    }

    public static Async<String> genericMethodAndClass() {
        Box<List<String>> box = new Box<>(Arrays.asList("a", "b"));
        List<String> l = box.get().await();
        String mapped = box.map(x -> x.size() + "").await();
        return done(l + mapped);
    }

    static final class Box<T> {
        private final T value;

        Box(T value) {
            this.value = value;
        }

        Async<T> get() {
            pause().await();
            return done(value);
        }

        <R> Async<R> map(Function<? super T, ? extends R> f) {
            T v = get().await();
            R r = f.apply(v);
            return done(step(r).await());
        }
    }

    public static Async<String> boundedGeneric() {
        return done(max(Arrays.asList(3, 9, 4), Comparator.naturalOrder()).await() + max(Arrays.asList("x", "yy"), Comparator.comparing(String::length)).await());
    }

    private static <E> Async<E> max(List<? extends E> list, Comparator<? super E> order) {
        E best = null;
        for (E e : list) {
            if (best == null || order.compare(step(e).await(), best) > 0) {
                best = e;
            }
        }
        return done(best);
    }

    public static Async<String> arraysOfReferences() {
        String[] a = {"x", null};
        a[1] = step(a[0]).await() + "y";
        Object[] o = a;
        pause().await();
        int[][] grid = step(new int[][] {{1}, {2, 3}}).await();
        return done(o[1] + "" + grid[1][1] + a.getClass().getSimpleName());
    }

    public static Async<String> arrayMerge() {
        Object a = z(true).await() ? new int[] {1} : new String[] {"x"};
        pause().await();
        return done(a.getClass().getSimpleName());
    }

    public static Async<String> boxesKeepTheirKind() {
        Object a = step(z(true).await() ? (Object) 1 : (Object) 2L).await();
        Object b = z(false).await() ? 1 : j(2L).await();
        Number c = i(3).await();
        Object d = c('q').await();
        return done(a.getClass().getSimpleName() + b.getClass().getSimpleName() + c.getClass().getSimpleName() + d.getClass().getSimpleName());
    }

    public static Async<Boolean> smallBoxesAreCached() {
        Integer a = i(100).await();
        Integer b = i(100).await();
        return done(a == b);
    }

    public static Async<Boolean> identityOfAResultIsKept() {
        Integer big = new ArrayList<>(Arrays.asList(123456)).get(0);
        Integer same = step(big).await();
        String s = new String("s");
        return done(big == same && s == far(s).await());
    }

    public static Async<String> mapOfLists() {
        Map<String, List<Integer>> m = new HashMap<>();
        m.computeIfAbsent(step("k").await(), k -> new ArrayList<>()).add(i(1).await());
        m.get("k").add(i(2).await());
        return done(m.toString());
    }

    public static Async<String> wildcardAsync() {
        Async<? extends Number> a = i(5);
        Number n = a.await();
        Async<?> b = step("x");
        Object o = b.await();
        return done(n.intValue() + o.toString());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Async rawAsync() {
        Async raw = step("raw");
        Object o = raw.await();
        return done(o);
    }

    public static Async<Class<?>> classConstant() {
        Class<?> c = int[].class;
        pause().await();
        return done(step(c).await());
    }

    public static Async<String> wideningFromPrimitiveResult() {
        long a = i(1).await();
        double b = f(1.5f).await();
        int c = c('a').await();
        float d = j(7L).await();
        return done(a + "," + b + "," + c + "," + d);
    }
}
