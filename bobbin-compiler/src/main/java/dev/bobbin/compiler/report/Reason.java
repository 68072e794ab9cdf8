package dev.bobbin.compiler.report;

/** Where the frame of an awaited call lives, and why there. */
public enum Reason {
    /** Called directly; which frame it gets is up to the form. */
    IN_PLACE("awaited in place"),
    /** The root has room for it. */
    HOSTED("in the root"),
    /** The root has room for one call of it; those below that one get frames on the heap. */
    RECURSION("recursion: the root holds one call of it, deeper ones go to the heap"),
    /** Its model stores frames elsewhere. */
    OTHER_MODEL("of another model, which keeps its own frames"),
    /** What reaches itself by awaits cannot lie in itself. */
    CONTAINS_ITSELF("recursion: an object cannot contain itself, so each call is a root of its own"),
    /** As many calls as a root may embed are in it. */
    CALL_LIMIT("the root embeds as many calls as it may; this one is a root of its own"),
    /** The coroutine's code has been written for as many roots as it may be. */
    COPY_LIMIT("its code has been written for as many roots as it may; here it is a root of its own"),
    /** The coroutine's class holds as many copies of its code, made for roots, as it may. */
    CLASS_LIMIT("the budget of its class for code made for roots is spent; here it is a root of its own"),
    /** As many frames as a root may host are in it. */
    FRAME_BUDGET("the root's budget of frames is spent"),
    /** Its slots would make the root too large. */
    BYTE_BUDGET("the root's budget of bytes is spent"),
    /** Emitted code of the root's package must not name it. */
    NOT_ACCESSIBLE("not accessible from the root's package"),
    /** Another coroutine of that class and method name, in another package, is in the root. */
    SAME_NAME("a coroutine of the same name from another package is in the root"),
    /** All it awaits is done at once. */
    NO_FRAME("never suspends, so it needs no frame"),
    /** Its state is behind an interface. */
    VIRTUAL("an override could run instead"),
    /** Compiled by itself. */
    OTHER_COMPILATION("of another compilation"),
    /** The class named in the call is not the one that declares it. */
    INHERITED("called by the name of a class that inherits it"),
    /** Returns an {@code Async} that someone else made. */
    ORDINARY("no coroutine: an ordinary method that returns an Async"),
    /** The call and the await are not next to each other. */
    NOT_IN_PLACE("not called on the spot: the Async comes from elsewhere"),
    /** Started before. */
    TASK("a task, which has a root of its own"),
    /** A timer, a socket, a lock. */
    BOBBIN("Bobbin's own: it has no frame"),
    /** Waits for the children. */
    SCOPE_CLOSE("waits for the children, which have roots of their own");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
