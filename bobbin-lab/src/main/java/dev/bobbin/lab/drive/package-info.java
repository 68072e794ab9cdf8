/**
 * What runs the tasks of a bench: the schedulers, or, to drive one task by hand without a scheduler's queues, a source and a dispatcher.
 * Uses no other package of the lab.
 */
@NullMarked
package dev.bobbin.lab.drive;

import org.jspecify.annotations.NullMarked;
