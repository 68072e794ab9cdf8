/** What is alive in the heap, by the VM's own count. Uses {@code lab.proc} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.heap;

import org.jspecify.annotations.NullMarked;
