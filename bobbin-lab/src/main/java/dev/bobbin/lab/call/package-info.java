/** The bench {@code call}: ten nested awaits that do not suspend. */
@NullMarked
package dev.bobbin.lab.call;

import org.jspecify.annotations.NullMarked;
