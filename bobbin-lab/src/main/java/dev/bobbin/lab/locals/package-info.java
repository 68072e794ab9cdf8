/**
 * The bench {@code locals}: what a variable costs that lives across a wait. Uses {@code lab.coroutine},
 * {@code lab.drive} and {@code lab.trial}.
 */
@NullMarked
package dev.bobbin.lab.locals;

import org.jspecify.annotations.NullMarked;
