package dev.bobbin.lab.ccall;

/** Where a call is made from. */
public enum Place {
    PLAIN,
    COROUTINE,
    VIRTUAL_THREAD
}
