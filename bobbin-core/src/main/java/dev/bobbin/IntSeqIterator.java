package dev.bobbin;

import java.util.PrimitiveIterator;

/** Goes through an {@link IntSeq}; as {@link SeqIterator}, without objects. */
public interface IntSeqIterator extends PrimitiveIterator.OfInt, AutoCloseable {
    /** Ends the body where it stands; what its {@code finally} blocks throw is thrown. Does nothing at the end. */
    @Override
    void close();
}
