/**
 * The command {@code ./bobbin lab}: reads what to measure, has it measured, writes tables and JSON.
 *
 * <p>Uses {@code lab.trial}, which measures, and {@code lab.figure}, what comes out; the benches, in packages of their own
 * name, know neither this package nor each other.
 */
@NullMarked
package dev.bobbin.lab;

import org.jspecify.annotations.NullMarked;
