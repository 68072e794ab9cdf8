/** What yields, as coroutines that await: twins of methods that take a yielder; and loops over what is yielded. */
@NullMarked
package dev.bobbin.compiler.yields;

import org.jspecify.annotations.NullMarked;
