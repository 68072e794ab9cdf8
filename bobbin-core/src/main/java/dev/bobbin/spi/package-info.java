/**
 * What a runtime provides to Bobbin: a dispatcher that runs tasks, and its timers. Uses {@code dev.bobbin.abi} only.
 */
@NullMarked
package dev.bobbin.spi;

import org.jspecify.annotations.NullMarked;
