/** The bench {@code parked}: heap per waiting task. Uses {@code lab.heap}. */
@NullMarked
package dev.bobbin.lab.parked;

import org.jspecify.annotations.NullMarked;
