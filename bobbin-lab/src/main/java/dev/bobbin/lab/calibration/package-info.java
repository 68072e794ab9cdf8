/** A loop that is the same each time, to tell a machine that becomes slower or faster. Uses {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.calibration;

import org.jspecify.annotations.NullMarked;
