/** The bench {@code sleeping}: heap per sleeping task. Uses {@code lab.heap}, {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.sleeping;

import org.jspecify.annotations.NullMarked;
