package dev.bobbin;

import java.util.PrimitiveIterator;

/** Goes through a {@link DoubleSeq}; as {@link SeqIterator}, without objects. */
public interface DoubleSeqIterator extends PrimitiveIterator.OfDouble, AutoCloseable {
    /** Ends the body where it stands; what its {@code finally} blocks throw is thrown. Does nothing at the end. */
    @Override
    void close();
}
