/** The bench {@code parked}: heap per waiting task. */
@NullMarked
package dev.bobbin.lab.parked;

import org.jspecify.annotations.NullMarked;
