/**
 * The {@code bobbin} command: {@code run}, {@code compile}, {@code inspect}, {@code lab}.
 *
 * <p>A thin door: it turns what the user names (a source file, a class file, a jar, a directory) into a map of class
 * files, hands that to {@code dev.bobbin.compiler}, and runs, writes or shows the answer. May use every other module but the lab,
 * which uses it to compile and call programs as {@code run} does; no other module uses it.
 */
@NullMarked
package dev.bobbin.cli;

import org.jspecify.annotations.NullMarked;
