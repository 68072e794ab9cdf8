import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntPredicate;

class PlainLambda {
    private static Async<Integer> one() {
        return done(1);
    }

    private static Async<Integer> plus(int x) {
        return done(x + one().await());
    }

    static Async<String> function() {
        Function<Integer, Integer> f = x -> x + one().await();
        return done("" + f.apply(plus(1).await()));
    }

    static Async<Void> runnable() {
        Runnable r = () -> one().await();
        r.run();
        return done();
    }

    static Async<Void> forEach() {
        List.of(1, 2, 3).forEach(x -> plus(x).await());
        return done();
    }

    static Async<List<Integer>> stream() {
        return done(List.of(1, 2).stream().map(x -> plus(x).await()).toList());
    }

    static boolean predicate() {
        IntPredicate p = x -> plus(x).await() == 2;
        return p.test(1);
    }

    static Callable<Integer> callable() {
        return () -> {
            int a = one().await();
            return plus(a).await();
        };
    }

    static Async<Integer> nestedInACoroutineLambda() throws Exception {
        dev.bobbin.AsyncSupplier<Integer> fine = () -> {
            int a = one().await();
            Runnable notFine = () -> plus(a).await();
            notFine.run();
            return done(a);
        };
        return done(fine.get().await());
    }
}
