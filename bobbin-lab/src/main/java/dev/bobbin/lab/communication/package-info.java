/** The benches {@code channel}, {@code select}, {@code mutex} and {@code fanout}. Uses {@code lab.drive} and {@code lab.threads}. */
@NullMarked
package dev.bobbin.lab.communication;

import org.jspecify.annotations.NullMarked;
