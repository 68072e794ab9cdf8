/**
 * Stacks for stackful coroutines: the VM's own continuations, or virtual threads. Reaches both by method handles, since it compiles on
 * JDK 17. Uses {@code dev.bobbin.spi}.
 */
@NullMarked
package dev.bobbin.loom;

import org.jspecify.annotations.NullMarked;
