/** The state machine of a coroutine, before any model has shaped it: immutable records. */
@NullMarked
package dev.bobbin.compiler.ir;

import org.jspecify.annotations.NullMarked;
