/** The last look at emitted classes. */
@NullMarked
package dev.bobbin.compiler.verify;

import org.jspecify.annotations.NullMarked;
