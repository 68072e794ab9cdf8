/** The bench {@code idle}: the processor time that waiting tasks take. Uses {@code lab.drive} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.idle;

import org.jspecify.annotations.NullMarked;
