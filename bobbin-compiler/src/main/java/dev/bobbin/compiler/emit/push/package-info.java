/** The push form: a heap object for each suspended call, the leaf is resumed. */
@NullMarked
package dev.bobbin.compiler.emit.push;

import org.jspecify.annotations.NullMarked;
