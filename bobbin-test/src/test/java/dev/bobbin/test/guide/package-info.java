/** The programs of docs/guide/testing.md, which sees of the kit what everybody sees. */
@NullMarked
package dev.bobbin.test.guide;

import org.jspecify.annotations.NullMarked;
