package dev.bobbin.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count that one thread writes and others read: no line of memory is shared between writers, and no write waits. */
final class OwnCount {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(OwnCount.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** By the one thread. */
    void add(long n) {
        VALUE.setOpaque(this, value + n);
    }

    long get() {
        return (long) VALUE.getOpaque(this);
    }
}
