/** The pull form: a heap object for each call, polled from the root through an interface. */
@NullMarked
package dev.bobbin.compiler.emit.pull;

import org.jspecify.annotations.NullMarked;
