/** From bytes to method trees, and which methods are coroutines. Uses {@code ir}. */
@NullMarked
package dev.bobbin.compiler.read;

import org.jspecify.annotations.NullMarked;
