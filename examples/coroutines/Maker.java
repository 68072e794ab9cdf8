package coroutines;

import dev.bobbin.Body;
import dev.bobbin.Coroutine;

/** Makes the coroutines of a program: {@code Coroutine::of} or {@code Coroutine::stackful}. */
public interface Maker {
    <I, O> Coroutine<I, O> of(Body<I, O> body);
}
