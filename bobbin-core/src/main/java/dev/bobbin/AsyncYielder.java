package dev.bobbin;

/**
 * What the body of an {@link AsyncSeq} hands its elements out by.
 *
 * <p>Not to be kept: it is of use only while its body runs, to that and to what it awaits in place.
 */
public interface AsyncYielder<T> {
    /**
     * Hands out an element, when it is awaited, and goes on when the next one is wanted.
     *
     * <p>Throws {@link IllegalStateException} outside of the body, which the tasks are that it spawns, and inside of what must end
     * before the consumer goes on: a {@link Scope} that the body has opened, {@link Async#uncancellable}.
     */
    Async<Void> yield(T element);
}
