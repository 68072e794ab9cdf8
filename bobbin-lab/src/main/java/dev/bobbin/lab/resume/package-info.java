/** The bench {@code resume}: what it costs to resume a leaf that suspends again at once. */
@NullMarked
package dev.bobbin.lab.resume;

import org.jspecify.annotations.NullMarked;
