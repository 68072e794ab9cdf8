package dev.bobbin.abi;

import java.util.Iterator;

/** Goes through the elements of others, for a {@link RelayingStep}; an iterator of the sequence's kind. */
public interface Relay {
    /** These are handed out before the body, which is to suspend now, goes on; they are closed with it. */
    void handOut(Object elements);

    /** So is what is left of these, and they are not closed. */
    void handOutRest(Iterator<?> elements);

    /** Whether there is an element, of the others or then of the body, which goes on behind their last. */
    boolean hasNext();

    /** Closes the others, the innermost first, and then the body. */
    void close();
}
