package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** A task around something that is not a cold coroutine itself: a supplier, a value, a leaf such as a sleep. */
final class Spawned<T extends @Nullable Object> extends Task<T> {
    /** The computation, or what supplies it; once it runs only the class of that, or the name of the coroutine. */
    private Object what;

    /** @param computation is {@linkplain Abi#reserve reserved} */
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
        what = kind(given);
        Async<T> a;
        if (given instanceof Async<?> async) {
            a = (Async<T>) async;
            Abi.release(a);
        } else {
            a = ((AsyncSupplier<T>) given).get();
            if (a == null) {
                throw new NullPointerException("the supplier of a computation returned null instead of an Async");
            }
        }
        if (a instanceof Task<?> task && task.isCold()) {
            what = task.coroutine();
        }
        context.result = Abi.await(a, context);
    }

    @Override
    protected String coroutine() {
        Object kind = kind(what);
        return kind instanceof Class<?> type ? Names.of(type) : kind.toString();
    }

    /** Itself, if it is one. */
    private static Object kind(Object given) {
        if (given instanceof Class<?> || given instanceof String) {
            return given;
        }
        if (given instanceof Spawned<?> task) {
            return kind(task.what);
        }
        return given instanceof Bridged<?> bridged ? bridged.kind() : given.getClass();
    }
}
