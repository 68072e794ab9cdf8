/** The fused form: two static methods beside the coroutine, a state interface, a root that hosts frames, a heap frame. See docs/codegen.md. */
@NullMarked
package dev.bobbin.compiler.emit.fused;

import org.jspecify.annotations.NullMarked;
