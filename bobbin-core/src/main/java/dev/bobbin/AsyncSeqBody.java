package dev.bobbin;

/** The body of an {@link AsyncSeq}: a coroutine that yields. */
@FunctionalInterface
public interface AsyncSeqBody<T> {
    /** Yields the elements, one after the other, and may await anything else. */
    Async<Void> run(AsyncYielder<T> yielder) throws Exception;
}
