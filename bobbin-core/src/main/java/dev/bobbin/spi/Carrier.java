package dev.bobbin.spi;

/**
 * A thread of a runtime, a platform thread that nobody interrupts: a {@link Stack} may be run by it in its own place. The JDK forgets an interrupt of a
 * thread that comes while that carries a virtual one.
 */
public interface Carrier {}
