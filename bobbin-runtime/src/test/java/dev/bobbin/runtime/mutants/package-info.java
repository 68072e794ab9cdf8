/**
 * A gate for the tests of the scheduler: each fence, second look and reset of a counter taken out of it, one at a time, has to make a
 * test fail or hang. What {@code dev.bobbin.runtime} and the core look like is known here by text only.
 */
package dev.bobbin.runtime.mutants;
