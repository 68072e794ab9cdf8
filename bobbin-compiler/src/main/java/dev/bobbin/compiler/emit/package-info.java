/** What all emitters share: the names of the ABI. Emitters do not know each other. */
@NullMarked
package dev.bobbin.compiler.emit;

import org.jspecify.annotations.NullMarked;
