package dev.bobbin.lab.generator;

/** What is yielded. */
public enum Elements {
    /** Each number in a new box, if the VM does not do without. */
    BOXED,
    /** Objects that exist. */
    OBJECTS,
    /** The same, which the iterator by hand too computes where it is asked whether there is one. */
    AHEAD;

    /** The element at that place. */
    int at(int i) {
        return this == BOXED ? i : Numbers.at(i);
    }
}
