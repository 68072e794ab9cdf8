/** The embedded form: the state of all calls in the root's one object, polled by code made for that root. */
@NullMarked
package dev.bobbin.compiler.emit.embedded;

import org.jspecify.annotations.NullMarked;
