/** The bench {@code startup}: a whole program with one await. Uses {@code lab.form}, {@code lab.proc} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.startup;

import org.jspecify.annotations.NullMarked;
