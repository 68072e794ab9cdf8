package dev.bobbin.loom;

/** A stack that cannot be left where its call stands. */
final class Pinned {
    private Pinned() {}

    /** What the call is told, with what may be done about it. */
    static IllegalStateException refusal() {
        return new IllegalStateException(
                Runtime.version().feature() < 24
                        ? "cannot suspend a coroutine under a native method or a class initialiser, or inside synchronized"
                                + " before JDK 24: use a java.util.concurrent lock"
                        : "cannot suspend a coroutine under a native method or a class initialiser");
    }
}
