package unwinding;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Model;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import unwinding.Log.Call;
import unwinding.Log.Failure;

/** Each gives 42, whatever happens while it unwinds. A call is "guarded" if each of its awaits stands in a try block. */
public final class Programs {
    private Programs() {}

    // ---- the calls that wait ------------------------------------------------------------------------------------------

    /** Does not see a failure of its own. */
    static Async<Integer> leaf(int x) {
        Call me = Log.begin("leaf");
        int number = Log.number();
        me.got(number, me.source(number).await());
        me.ends();
        return done(x);
    }

    /** Tries again until it succeeds. */
    static Async<Integer> stubborn(int x) {
        Call me = Log.guarded("stubborn");
        try {
            for (; ; ) {
                try {
                    int number = Log.number();
                    me.got(number, me.source(number).await());
                    return done(x);
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        } finally {
            me.ends();
        }
    }

    static Async<Integer> tidy(int x) {
        Call me = Log.guarded("tidy");
        try {
            int number = Log.number();
            me.got(number, me.source(number).await());
            return done(x);
        } finally {
            me.ends();
        }
    }

    // ---- the programs -------------------------------------------------------------------------------------------------

    public static Async<Integer> nested() {
        Call me = Log.guarded("nested");
        for (; ; ) {
            try {
                int n = middle(40).await();
                me.runs();
                int m = middle(-40).await();
                me.ends();
                return done(n + m + 42);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> middle(int x) {
        Call me = Log.begin("middle");
        String text = "a" + x;
        int n = leaf(x).await();
        me.runs();
        n += leaf(text.length()).await();
        me.ends();
        return done(n - text.length());
    }

    public static Async<Integer> caughtOnEveryLevel() {
        Call me = Log.guarded("caughtOnEveryLevel");
        for (; ; ) {
            try {
                int n = upper(20).await();
                me.ends();
                return done(n + 21);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> upper(int x) {
        Call me = Log.guarded("upper");
        int failures = 0;
        for (; ; ) {
            try {
                int n = stubborn(x).await() + stubborn(1).await();
                me.ends();
                return done(n + failures - failures);
            } catch (Failure e) {
                failures++;
                me.caught(e);
            }
        }
    }

    /** Values of every kind live on, some of them on the operand stack. */
    public static Async<Integer> kinds() {
        Call me = Log.guarded("kinds");
        double total = 0;
        long tries = 1L << 40;
        for (; ; ) {
            try {
                float f = 2.5f;
                byte b = 3;
                double d = f + floats(f).await() + b + longs(tries).await() + doubles(total + 1).await();
                me.ends();
                return done((int) (d + total + (tries >> 40)) + 32);
            } catch (Failure e) {
                tries |= 1;
                me.caught(e);
            }
        }
    }

    static Async<Float> floats(float x) {
        Call me = Log.begin("floats");
        float kept = x * 2;
        int number = Log.number();
        me.got(number, me.source(number).await());
        me.ends();
        return done(kept - x);
    }

    static Async<Long> longs(long x) {
        Call me = Log.begin("longs");
        int number = Log.number();
        me.got(number, me.source(number).await());
        me.ends();
        return done(x >> 40);
    }

    static Async<Double> doubles(double x) {
        Call me = Log.begin("doubles");
        double kept = x / 2;
        int number = Log.number();
        me.got(number, me.source(number).await());
        me.ends();
        return done(kept + kept - 1);
    }

    public static Async<Integer> cleanup() {
        Call me = Log.guarded("cleanup");
        for (; ; ) {
            try {
                int n = cleanupBelow(41).await();
                me.ends();
                return done(n + 1);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> cleanupBelow(int x) {
        Call me = Log.guarded("cleanupBelow");
        try {
            return done(tidy(x).await() + tidy(0).await());
        } finally {
            me.ends();
        }
    }

    /** The finally block suspends. */
    public static Async<Integer> cleanupThatWaits() {
        Call me = Log.guarded("cleanupThatWaits");
        int n = 0;
        for (; ; ) {
            try {
                try {
                    n = tidy(41).await();
                } catch (Failure e) {
                    me.caught(e);
                    continue;
                } finally {
                    n += stubborn(1).await();
                }
                me.ends();
                return done(n == 42 ? n : -n);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    public static Async<Integer> loop() {
        Call me = Log.guarded("loop");
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int tries = 0; ; tries++) {
                try {
                    sum += leaf(i).await() + stubborn(i * i).await();
                    break;
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        }
        me.ends();
        return done(sum + 22);
    }

    public static Async<Integer> recursion() {
        Call me = Log.guarded("recursion");
        for (; ; ) {
            try {
                int n = down(4, 1).await();
                me.runs();
                n += guardedDown(4, 1).await();
                me.ends();
                return done(n + 10);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> down(int depth, int x) {
        Call me = Log.begin("down");
        int n = depth == 0 ? leaf(x).await() : down(depth - 1, 2 * x).await();
        me.ends();
        return done(n);
    }

    static Async<Integer> guardedDown(int depth, int x) {
        Call me = Log.guarded("guardedDown");
        for (; ; ) {
            try {
                int n = depth == 0 ? leaf(x).await() : guardedDown(depth - 1, 2 * x).await();
                me.ends();
                return done(n);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    interface Service {
        Async<Integer> get(int x);
    }

    static class Base implements Service {
        @Override
        public Async<Integer> get(int x) {
            Call me = Log.begin("get");
            int n = leaf(x).await();
            me.ends();
            return done(n + 1);
        }
    }

    static final class Derived extends Base {
        @Override
        public Async<Integer> get(int x) {
            Call me = Log.guarded("get");
            for (; ; ) {
                try {
                    int n = super.get(x).await() + stubborn(1).await();
                    me.ends();
                    return done(n);
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        }
    }

    public static Async<Integer> virtual() {
        Call me = Log.guarded("virtual");
        Service service = new Derived();
        for (; ; ) {
            try {
                int n = service.get(10).await();
                service = new Base();
                n += service.get(28).await();
                me.ends();
                return done(n + 1);
            } catch (Failure e) {
                service = new Derived();
                me.caught(e);
            }
        }
    }

    /** Nested hosts. */
    public static Async<Integer> stored() {
        Call me = Log.guarded("stored");
        for (; ; ) {
            try {
                Async<Integer> below = storedBelow(40);
                int n = below.await();
                Async<Integer> stubborn = upper(1);
                n += stubborn.await();
                me.ends();
                return done(n);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> storedBelow(int x) {
        Call me = Log.begin("storedBelow");
        Async<Integer> leaf = middle(x);
        int n = leaf.await();
        Async<Integer> tidy = tidy(0);
        n += tidy.await();
        me.ends();
        return done(n);
    }

    public static Async<Integer> tailCalls() {
        Call me = Log.guarded("tailCalls");
        for (; ; ) {
            try {
                int n = early(20).await();
                me.runs();
                n += late(22).await();
                me.ends();
                return done(n);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> early(int x) {
        if (x < 0) {
            Bobbin.yieldNow().await();
        }
        return leaf(x);
    }

    static Async<Integer> late(int x) {
        Call me = Log.begin("late");
        int n = leaf(x).await();
        me.ends();
        return early(n);
    }

    // ---- other models -------------------------------------------------------------------------------------------------

    public static Async<Integer> mixed() {
        Call me = Log.guarded("mixed");
        for (; ; ) {
            try {
                int n = Pushed.call(10).await();
                n += Pulled.call(10).await();
                n += Embedded.call(10).await();
                n += Fused.call(12).await();
                me.ends();
                return done(n - 8);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    @Model(Model.Kind.PUSH)
    static final class Pushed {
        static Async<Integer> call(int x) {
            Call me = Log.guarded("call");
            try {
                return done(Fused.inner(x).await() + Pulled.inner(1).await());
            } finally {
                me.ends();
            }
        }

        static Async<Integer> inner(int x) {
            Call me = Log.begin("inner");
            int n = leaf(x).await();
            me.ends();
            return done(n);
        }
    }

    @Model(Model.Kind.PULL)
    static final class Pulled {
        static Async<Integer> call(int x) {
            Call me = Log.guarded("call");
            try {
                return done(Embedded.inner(x).await() + Pulled.inner(1).await() + Fused.inner(1).await());
            } finally {
                me.ends();
            }
        }

        static Async<Integer> inner(int x) {
            Call me = Log.begin("inner");
            int n = leaf(x).await();
            me.ends();
            return done(n);
        }
    }

    @Model(Model.Kind.EMBEDDED)
    static final class Embedded {
        static Async<Integer> call(int x) {
            Call me = Log.guarded("call");
            try {
                return done(Pushed.inner(x).await() + Embedded.inner(1).await() + Pulled.inner(1).await());
            } finally {
                me.ends();
            }
        }

        static Async<Integer> inner(int x) {
            Call me = Log.begin("inner");
            int n = leaf(x).await();
            me.ends();
            return done(n);
        }
    }

    @Model(Model.Kind.FUSED)
    static final class Fused {
        static Async<Integer> call(int x) {
            Call me = Log.guarded("call");
            try {
                return done(Pulled.inner(x).await() + Pushed.inner(1).await() + Embedded.inner(2).await());
            } finally {
                me.ends();
            }
        }

        static Async<Integer> inner(int x) {
            Call me = Log.begin("inner");
            int n = leaf(x).await();
            me.ends();
            return done(n);
        }
    }

    // ---- what a wait opens --------------------------------------------------------------------------------------------

    public static Async<Integer> givenUp() {
        Call me = Log.guarded("givenUp");
        for (; ; ) {
            int number = Log.number();
            CompletableFuture<Integer> future = me.future(number);
            try {
                me.got(number, waitsFor(future).await());
                me.ends();
                return done(42);
            } catch (Failure e) {
                me.caught(e);
                Log.isGivenUp(future);
            }
        }
    }

    static Async<Integer> waitsFor(CompletableFuture<Integer> future) {
        Call me = Log.begin("waitsFor");
        int n = Async.from(future).await();
        me.ends();
        return done(n);
    }

    public static Async<Integer> spawned() {
        Call me = Log.guarded("spawned");
        int n = 0;
        while (n == 0) {
            try (Scope around = Scope.open()) {
                n = spawnsBelow().await();
                me.runs();
            } catch (Failure e) {
                me.caught(e);
            }
            Log.require(Log.children == 0 || n == 0, "children have outlived the scope around theirs");
        }
        me.ends();
        return done(n);
    }

    /** No scope is around: the task ends with its result, whatever has become of the children. */
    public static Async<Integer> spawnedWithoutScope() {
        Call me = Log.guarded("spawnedWithoutScope");
        for (; ; ) {
            try {
                int n = spawnsBelow().await();
                me.ends();
                return done(n);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    static Async<Integer> spawnsBelow() {
        Call me = Log.guarded("spawnsBelow");
        try (Scope scope = Scope.open()) {
            Task<Integer> a = scope.spawn(child(20));
            Task<Integer> b = scope.spawn(child(22));
            for (; ; ) {
                try {
                    me.runs();
                    int n = a.await();
                    me.runs();
                    scope.join().await();
                    n += b.await();
                    return done(n);
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        } finally {
            me.ends();
        }
    }

    static Async<Integer> child(int x) {
        Call me = Log.guarded("child");
        Log.children++;
        try {
            for (; ; ) {
                try {
                    return done(stubborn(x).await());
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        } finally {
            Log.children--;
            me.ends();
        }
    }

    /** The scope is closed while children run: its close() waits. */
    public static Async<Integer> closed() {
        Call me = Log.guarded("closed");
        int n = 0;
        try (Scope around = Scope.open()) {
            while (n < 42) {
                try {
                    try (Scope scope = Scope.open()) {
                        scope.spawn(slowToStop());
                        n = 40 + leaf(1).await() + leaf(1).await();
                        scope.cancel();
                        me.runs();
                    }
                } catch (Failure e) {
                    me.caught(e);
                }
            }
            for (; ; ) {
                try {
                    me.runs();
                    around.join().await();
                    break;
                } catch (Failure e) {
                    me.caught(e);
                }
            }
            Log.require(Log.children == 0, "children have outlived the scope around theirs");
        }
        me.ends();
        return done(n);
    }

    static Async<Integer> slowToStop() {
        Call me = Log.guarded("slowToStop");
        Log.children++;
        try {
            for (; ; ) {
                try {
                    int number = Log.lateNumber();
                    me.got(number, me.source(number).await());
                    return done(1);
                } catch (Failure e) {
                    me.caught(e);
                }
            }
        } finally {
            for (int turns = 0; turns < 2; turns++) {
                try {
                    me.runs();
                    Bobbin.yieldNow().await();
                } catch (Failure e) {
                    me.caught(e);
                }
            }
            Log.children--;
            me.ends();
        }
    }

    /** After a failed wait for the children one of them fails: the body sees that at its next wait. */
    public static Async<Integer> childFailsLater() {
        Call me = Log.guarded("childFailsLater");
        int number = Log.lateNumber();
        try (Scope scope = Scope.open()) {
            scope.spawn(failing(number));
            while (!Log.isWaiting(number)) {
                try {
                    int own = Log.number();
                    me.got(own, me.source(own).await());
                } catch (Failure e) {
                    me.caught(e);
                }
            }
            boolean joins = true;
            for (; ; ) {
                try {
                    me.runs();
                    if (joins) {
                        scope.join().await();
                    } else {
                        int own = Log.number();
                        me.source(own).await();
                    }
                    Log.require(false, "the child's failure has not arrived");
                } catch (Failure e) {
                    me.caught(e);
                    joins = false;
                    if (Log.isWaiting(number)) {
                        Log.complete(number);
                    }
                } catch (ArithmeticException e) {
                    break;
                }
            }
        }
        me.ends();
        return done(42);
    }

    static Async<Integer> failing(int number) {
        Call me = Log.guarded("failing");
        for (; ; ) {
            try {
                me.source(number).await();
                break;
            } catch (Failure e) {
                me.caught(e);
            }
        }
        me.ends();
        throw new ArithmeticException("child");
    }

    public static Async<Integer> groups() {
        Call me = Log.guarded("groups");
        int n = 0;
        try (Scope around = Scope.open()) {
            while (n < 42) {
                try {
                    me.runs();
                    List<Integer> all =
                            Async.all(List.of(child(10), slowToStop())).await();
                    me.runs();
                    n = all.get(0) + all.get(1);
                    n += child(20).timeout(Duration.ofHours(1)).await();
                    me.runs();
                    n += Async.race(List.of(child(11), child(11))).await();
                } catch (Failure e) {
                    n = 0;
                    me.caught(e);
                }
            }
            for (; ; ) {
                try {
                    me.runs();
                    around.join().await();
                    break;
                } catch (Failure e) {
                    me.caught(e);
                }
            }
            Log.require(Log.children == 0, "parts have outlived the scope around");
        }
        me.ends();
        return done(n);
    }

    /** No scope is around: the task ends with its result, whatever has become of the parts. */
    public static Async<Integer> groupWithoutScope() {
        Call me = Log.guarded("groupWithoutScope");
        for (; ; ) {
            try {
                me.runs();
                int n = Async.all(List.of(child(20), child(22))).await().get(0);
                me.ends();
                return done(n + 22);
            } catch (Failure e) {
                me.caught(e);
                me.ends();
                return done(42);
            }
        }
    }

    /** Afterwards a cancellation arrives again. */
    public static Async<Integer> uncancellable() {
        Call me = Log.guarded("uncancellable");
        int n = 0;
        while (n == 0) {
            try {
                n = Async.uncancellable(middle(41)).await();
            } catch (Failure e) {
                me.caught(e);
            }
        }
        Log.cancelMyself();
        for (; ; ) {
            try {
                int number = Log.number();
                me.source(number).await();
                Log.require(false, "the cancellation has not arrived");
            } catch (Failure e) {
                me.caught(e);
            } catch (Cancelled e) {
                me.ends();
                return done(n + 1);
            }
        }
    }

    /** It is held back while a nested host has suspended inside. */
    public static Async<Integer> uncancellableInside() {
        Call me = Log.guarded("uncancellableInside");
        int n = 0;
        while (n == 0) {
            try {
                Async<Integer> nested = masks(41);
                n = nested.await();
            } catch (Failure e) {
                me.caught(e);
            }
        }
        Log.cancelMyself();
        for (; ; ) {
            try {
                int number = Log.number();
                me.source(number).await();
                Log.require(false, "the cancellation has not arrived");
            } catch (Failure e) {
                me.caught(e);
            } catch (Cancelled e) {
                me.ends();
                return done(n + 1);
            }
        }
    }

    static Async<Integer> masks(int x) {
        Call me = Log.begin("masks");
        int n = Async.uncancellable(middle(x)).await();
        me.ends();
        return done(n);
    }

    // ---- what is kept -------------------------------------------------------------------------------------------------

    /** What lives on. */
    static final class Thing {
        int use() {
            return hashCode() & 1;
        }
    }

    /** Has something to let go of in every frame: hosted, on the heap, nested. */
    public static Async<Integer> keeps() {
        Call me = Log.guarded("keeps");
        Thing own = new Thing();
        for (; ; ) {
            try {
                int n = (Integer) keepsAbove(new Thing()).await();
                me.ends();
                return done(own.use() - own.use() + n + 42);
            } catch (Failure e) {
                me.caught(e);
            }
        }
    }

    /** As {@link #keeps}, but once it has failed it calls nothing any more. */
    public static Async<Integer> letsGo() {
        Call me = Log.guarded("letsGo");
        Thing own = new Thing();
        boolean failed = false;
        for (; ; ) {
            try {
                int n = failed ? 0 : (Integer) keepsAbove(new Thing()).await();
                if (failed) {
                    int number = Log.number();
                    me.got(number, me.source(number).await());
                }
                me.ends();
                return done(own.use() - own.use() + n + 42);
            } catch (Failure e) {
                me.caught(e);
                failed = true;
            }
        }
    }

    /** The result is an object, so that its callers can fail under every form. */
    static Async<Object> keepsAbove(Thing thing) {
        Call me = Log.begin("keepsAbove");
        Thing own = new Thing();
        Object n = keepsBelow(new Thing(), 1).await();
        me.ends();
        return done(thing.use() + own.use() < 0 ? null : n);
    }

    static Async<Integer> keepsBelow(Thing thing, int depth) {
        Call me = Log.begin("keepsBelow");
        Thing own = new Thing();
        int n = depth == 0 ? keepsLeaf(new Thing()).await() : keepsBelow(new Thing(), depth - 1).await();
        me.ends();
        return done(n + thing.use() - thing.use() + own.use() - own.use());
    }

    static Async<Integer> keepsLeaf(Thing thing) {
        Call me = Log.begin("keepsLeaf");
        Async<Integer> stored = keepsStored(thing, new Thing());
        int n = stored.await();
        me.ends();
        return done(n + thing.use() - thing.use());
    }

    static Async<Integer> keepsStored(Thing thing, Thing other) {
        Call me = Log.begin("keepsStored");
        int number = Log.number();
        me.got(number, me.source(number).await());
        me.ends();
        return done(thing.use() + other.use() - thing.use() - other.use());
    }
}
