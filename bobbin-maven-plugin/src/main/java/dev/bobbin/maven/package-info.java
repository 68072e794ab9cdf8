/**
 * The Maven plugin: {@code transform} and {@code transform-tests}.
 *
 * <p>A thin door to {@code dev.bobbin.compiler}: it finds the class files that javac wrote, has them rewritten where they lie, and speaks
 * diagnostics in Maven's words. May use the compiler, the report of {@code bobbin inspect} and Maven's own API; nothing uses it.
 */
@NullMarked
package dev.bobbin.maven;

import org.jspecify.annotations.NullMarked;
