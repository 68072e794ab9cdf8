package dev.bobbin.lab.drive;

/** A coroutine that waits over and over, until it is told to end. Confined to one thread. */
public interface Woken {
    /** Gives it a one and runs it until it waits again. */
    void wake();

    /** Gives it a zero, at which it must end; its answer. */
    long end();
}
