package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** A task around something that is not a cold coroutine itself: a supplier, a value, a leaf such as a sleep. */
final class Spawned<T extends @Nullable Object> extends Task<T> {
    /** The computation, or what supplies it; once it runs only the class of that. */
    private Object what;

    Spawned(Async<T> computation) {
        this.what = computation;
    }

    Spawned(AsyncSupplier<T> supplier) {
        this.what = supplier;
    }

    @Override
    @SuppressWarnings("unchecked") // one of the two that the constructors take
    protected void begin(Context context) throws Throwable {
        Object given = what;
        what = given.getClass();
        Async<T> a = given instanceof Async<?> async ? (Async<T>) async : ((AsyncSupplier<T>) given).get();
        if (a == null) {
            throw new NullPointerException("the supplier of a computation returned null instead of an Async");
        }
        context.result = Abi.await(a, context);
    }

    /** The kind of what it runs; of a lambda the class that it stands in. */
    @Override
    protected String coroutine() {
        Object known = what;
        String name = (known instanceof Class<?> type ? type : known.getClass()).getName();
        int lambda = name.indexOf("$$Lambda");
        String outer = lambda < 0 ? name : name.substring(0, lambda);
        return outer.substring(outer.lastIndexOf('.') + 1).replace('$', '.');
    }
}
