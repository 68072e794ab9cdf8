/**
 * From state machines to class files. Here stands what the models share: the code of a coroutine ({@link
 * dev.bobbin.compiler.emit.WriteBody}), its class, its root. A package for each model has the rest; they do not know each other.
 */
@NullMarked
package dev.bobbin.compiler.emit;

import org.jspecify.annotations.NullMarked;
