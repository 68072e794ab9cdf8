/** The compiler: class files in, class files out. {@link dev.bobbin.compiler.Transformer} is its only door to the work, {@link dev.bobbin.compiler.ClassRoots} what lays out its input. It knows Bobbin's ABI by name only, in {@link dev.bobbin.compiler.ir.AbiNames}. */
@NullMarked
package dev.bobbin.compiler;

import org.jspecify.annotations.NullMarked;
