/** The benches {@code switch} and {@code transfer}. Uses {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.coroutine;

import org.jspecify.annotations.NullMarked;
