/** Programs in other languages that take part in the benches: built once, run as processes. Uses {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.peer;

import org.jspecify.annotations.NullMarked;
