/** The bench {@code spawn}: what it costs to start a task and to join it. Uses {@code lab.drive} and {@code lab.threads}. */
@NullMarked
package dev.bobbin.lab.spawn;

import org.jspecify.annotations.NullMarked;
