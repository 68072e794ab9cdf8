package dev.bobbin;

import java.util.PrimitiveIterator;

/** Goes through a {@link LongSeq}; as {@link SeqIterator}, without objects. */
public interface LongSeqIterator extends PrimitiveIterator.OfLong, AutoCloseable {
    /** Ends the body where it stands; what its {@code finally} blocks throw is thrown. Does nothing at the end. */
    @Override
    void close();
}
