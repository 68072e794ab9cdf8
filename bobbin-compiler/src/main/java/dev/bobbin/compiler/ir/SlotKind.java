package dev.bobbin.compiler.ir;

/** How a saved value is stored: 4 bytes, 8 bytes, or a reference. Floating point goes by its raw bits. */
public enum SlotKind {
    INT('i', "I"),
    LONG('j', "J"),
    REF('l', "Ljava/lang/Object;");

    private final char letter;
    private final String descriptor;

    SlotKind(char letter, String descriptor) {
        this.letter = letter;
        this.descriptor = descriptor;
    }

    /** The first letter of the names of its fields. */
    public char letter() {
        return letter;
    }

    public String descriptor() {
        return descriptor;
    }
}
