package dev.bobbin;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a sequence. Whoever stops before the end closes it, so that the {@code finally} blocks of the body run. Used by one thread at a
 * time.
 */
public interface SeqIterator<T extends @Nullable Object> extends Iterator<T>, AutoCloseable {
    /** Ends the body where it stands; what its {@code finally} blocks throw is thrown. Does nothing at the end. */
    @Override
    void close();
}
