/** What the compiler has made of each coroutine, for people: immutable records, and the passes that fill them. Uses {@code read}, {@code analysis}, {@code ir}. */
@NullMarked
package dev.bobbin.compiler.report;

import org.jspecify.annotations.NullMarked;
