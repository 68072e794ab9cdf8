package dev.bobbin.compiler.ir;

/** How many slots of each kind. */
public record SlotCount(int ints, int longs, int refs) {
    public static final SlotCount NONE = new SlotCount(0, 0, 0);

    public int of(SlotKind kind) {
        return switch (kind) {
            case INT -> ints;
            case LONG -> longs;
            case REF -> refs;
        };
    }

    public SlotCount plus(SlotCount other) {
        return new SlotCount(ints + other.ints, longs + other.longs, refs + other.refs);
    }

    public SlotCount max(SlotCount other) {
        return new SlotCount(Math.max(ints, other.ints), Math.max(longs, other.longs), Math.max(refs, other.refs));
    }

    public SlotCount plusOne(SlotKind kind) {
        return switch (kind) {
            case INT -> new SlotCount(ints + 1, longs, refs);
            case LONG -> new SlotCount(ints, longs + 1, refs);
            case REF -> new SlotCount(ints, longs, refs + 1);
        };
    }

    /** Of all kinds. */
    public int total() {
        return ints + longs + refs;
    }

    /** With references of 4 bytes. */
    public int bytes() {
        return 4 * ints + 8 * longs + 4 * refs;
    }
}
