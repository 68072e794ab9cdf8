package dev.bobbin.lab.generator;

/** What is yielded. */
public enum Elements {
    /** Each number in a new box, if the VM does not do without. */
    BOXED,
    /** Objects that exist. */
    OBJECTS;

    /** The element at that place. */
    int at(int i) {
        return this == BOXED ? i : Numbers.at(i);
    }
}
