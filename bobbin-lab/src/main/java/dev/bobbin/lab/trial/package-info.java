/** How the lab measures: trials in JVMs of their own, in rounds. Uses {@code lab.figure}. */
@NullMarked
package dev.bobbin.lab.trial;

import org.jspecify.annotations.NullMarked;
