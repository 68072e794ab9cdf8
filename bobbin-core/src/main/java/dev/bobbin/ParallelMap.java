package dev.bobbin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** So many tasks, each of which takes one item after the other. */
final class ParallelMap<T extends @Nullable Object, R extends @Nullable Object> extends Repeating<List<R>> {
    private final Object[] items;
    private final @Nullable Object[] results;
    private final int limit;
    private final AsyncFunction<? super T, ? extends R> function;
    private int taken; // guarded by this object's monitor
    private boolean begun;

    ParallelMap(List<? extends T> items, int limit, AsyncFunction<? super T, ? extends R> function) {
        this.items = items.toArray();
        this.results = new Object[this.items.length];
        this.limit = limit;
        this.function = function;
    }

    @Override
    @Nullable
    Async<?> next(@Nullable Object value, @Nullable Throwable failure) throws Throwable {
        if (failure != null) {
            throw failure;
        }
        if (begun) {
            return null;
        }
        begun = true;
        List<Async<Void>> takers = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, items.length); i++) {
            takers.add(new Taker());
        }
        return Async.all(takers);
    }

    @Override
    protected String what() {
        return "Async.parallelMap()";
    }

    @Override
    @SuppressWarnings("unchecked") // what the function gave
    List<R> outcome() {
        return (List<R>) Arrays.asList(results);
    }

    private synchronized int take() {
        return taken < items.length ? taken++ : -1;
    }

    private final class Taker extends Repeating<Void> {
        private int item = -1;

        @Override
        @Nullable
        @SuppressWarnings("unchecked") // one of the items
        Async<?> next(@Nullable Object value, @Nullable Throwable failure) throws Throwable {
            if (failure != null) {
                throw failure;
            }
            if (item >= 0) {
                results[item] = value;
            }
            item = take();
            return item < 0
                    ? null
                    : Objects.requireNonNull(
                            function.apply((T) items[item]), "the function returned null instead of an Async");
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        Void outcome() {
            return null;
        }
    }
}
