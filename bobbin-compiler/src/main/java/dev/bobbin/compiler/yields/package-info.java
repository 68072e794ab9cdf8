/** What yields, as coroutines that await: twins of methods that take a yielder. */
@NullMarked
package dev.bobbin.compiler.yields;

import org.jspecify.annotations.NullMarked;
