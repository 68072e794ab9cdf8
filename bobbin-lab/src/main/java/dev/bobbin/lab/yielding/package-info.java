/** The bench {@code yield}: what it costs to let others run. Uses {@code lab.drive} and {@code lab.threads}. */
@NullMarked
package dev.bobbin.lab.yielding;

import org.jspecify.annotations.NullMarked;
