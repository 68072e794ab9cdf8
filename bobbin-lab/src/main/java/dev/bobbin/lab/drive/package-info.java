/**
 * What runs the tasks of a bench: the schedulers, or, to drive one task by hand, a source and a dispatcher without queues; and
 * how long requests took.
 * Uses {@code lab.trial}.
 */
@NullMarked
package dev.bobbin.lab.drive;

import org.jspecify.annotations.NullMarked;
