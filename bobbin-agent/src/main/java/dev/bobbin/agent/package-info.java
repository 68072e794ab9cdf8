/**
 * The Java agent: rewrites the coroutines of classes as they are loaded.
 *
 * <p>A thin door to {@code dev.bobbin.compiler}. {@link dev.bobbin.agent.Premain} is all of it that the program's class loader
 * sees; the rest runs in a class loader of its own. Its jar has the compiler and ASM in it, under other names. May use the
 * compiler and the JDK; nothing uses it.
 */
@NullMarked
package dev.bobbin.agent;

import org.jspecify.annotations.NullMarked;
