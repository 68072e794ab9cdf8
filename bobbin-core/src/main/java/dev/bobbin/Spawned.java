package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** A task around something that is not a cold coroutine itself: a supplier, a value, a leaf such as a sleep. */
final class Spawned<T extends @Nullable Object> extends Task<T> {
    private @Nullable Async<T> computation;
    private @Nullable AsyncSupplier<T> supplier;

    Spawned(Async<T> computation) {
        this.computation = computation;
    }

    Spawned(AsyncSupplier<T> supplier) {
        this.supplier = supplier;
    }

    @Override
    protected void begin(Context context) throws Throwable {
        Async<T> a = computation;
        if (a == null && supplier != null) {
            a = supplier.get();
        }
        computation = null;
        supplier = null;
        if (a == null) {
            throw new NullPointerException("the supplier of a computation returned null instead of an Async");
        }
        context.result = Abi.await(a, context);
    }
}
