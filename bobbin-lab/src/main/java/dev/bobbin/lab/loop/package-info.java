/** The bench {@code loop}: a loop without awaits, in a coroutine that has been suspended before. Uses {@code lab.drive}. */
@NullMarked
package dev.bobbin.lab.loop;

import org.jspecify.annotations.NullMarked;
