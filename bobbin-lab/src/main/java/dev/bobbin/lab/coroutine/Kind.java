package dev.bobbin.lab.coroutine;

import dev.bobbin.Body;
import dev.bobbin.Coroutine;

/** How a coroutine keeps what it is to come back to. */
public enum Kind {
    STACKLESS,
    STACKFUL;

    <I, O> Coroutine<I, O> of(Body<I, O> body) {
        return this == STACKLESS ? Coroutine.of(body) : Coroutine.stackful(body);
    }
}
