package dev.bobbin.abi;

import java.util.Iterator;

/**
 * To whom the body of a sequence yields that is {@linkplain Step steps}. Goes through the elements of others, for a {@link RelayingStep}; it is an iterator of the
 * sequence's kind.
 */
public interface Relay {
    /** These are handed out before the body, which is to suspend now, goes on; they are closed with it. */
    void handOut(Object elements);

    /** So is what is left of these, and they are not closed. */
    void handOutRest(Iterator<?> elements);

    /** Whether there is an element, of the others or then of the body, which goes on behind their last. */
    boolean hasNext();

    /**
     * Ends the body, which stands at a yield, and before it the others, the innermost first.
     *
     * @param body is given, since what a body yields to does not know it: the JIT does without the object of a body only if nothing else has it
     */
    void close(Step body);
}
