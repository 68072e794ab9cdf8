package dev.bobbin.compiler.fuzz;

import java.util.List;

/** A method of the program that others call. */
record Signature(Kind kind, String name, List<Type> parameters, Type result) {
    enum Kind {
        /** Static coroutine. */
        COROUTINE,
        /** Instance coroutine of the program's class. */
        INSTANCE,
        /** A coroutine without side effects that cannot fail: it may run at any time. */
        PURE,
        /** An ordinary method that returns {@code done(...)}. */
        IMMEDIATE,
        /** An ordinary method that returns a value. */
        PLAIN
    }
}
