/** The compiler: class files in, class files out. {@link dev.bobbin.compiler.Transformer} is its only door. It knows Bobbin's ABI by name only, in {@link dev.bobbin.compiler.ir.AbiNames}. */
@NullMarked
package dev.bobbin.compiler;

import org.jspecify.annotations.NullMarked;
