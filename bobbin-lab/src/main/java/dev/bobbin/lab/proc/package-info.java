/** What Linux says of a process, in {@code /proc}. Uses no other package of the lab. */
@NullMarked
package dev.bobbin.lab.proc;

import org.jspecify.annotations.NullMarked;
