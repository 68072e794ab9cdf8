package dev.bobbin;

import dev.bobbin.abi.ObjectStep;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a sequence. Whoever stops before the end closes it, so that the {@code finally} blocks of the body run. Used by one thread at a
 * time.
 */
public interface SeqIterator<T extends @Nullable Object> extends Iterator<T>, AutoCloseable {
    /**
     * What Bobbin's compiler makes of a {@code for} over a {@link Seq}, not to be called: {@link #hasNext} and {@link #next} in one, so that nothing
     * need be kept between the two.
     *
     * @return the next element; {@link ObjectStep#END} if there are no more
     */
    default @Nullable Object next$orEnd() {
        return hasNext() ? next() : ObjectStep.END;
    }

    /** Ends the body where it stands; what its {@code finally} blocks throw is thrown. Does nothing at the end. */
    @Override
    void close();
}
