/** The bench {@code blocking}: who still answers when workers are blocked. Uses {@code lab.ccall}, {@code lab.drive}, {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.blocking;

import org.jspecify.annotations.NullMarked;
