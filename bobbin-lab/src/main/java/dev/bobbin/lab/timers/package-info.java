/** The bench {@code timers}: many pending ones, most of which are cancelled. Uses {@code lab.drive}, {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.timers;

import org.jspecify.annotations.NullMarked;
