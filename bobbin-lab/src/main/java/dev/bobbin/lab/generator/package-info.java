/** The benches {@code generator} and {@code recursive-generator}. In Java and in Kotlin; uses {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.generator;

import org.jspecify.annotations.NullMarked;
