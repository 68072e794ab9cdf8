/**
 * Tests of coroutines: {@link dev.bobbin.test.TestScheduler}, with virtual time and an order that a seed draws, {@link
 * dev.bobbin.test.CoroutineTest} for JUnit, and what compiles test classes as an IDE loads them. Uses {@code dev.bobbin}, {@code
 * dev.bobbin.abi}, {@code dev.bobbin.spi}, the compiler and JUnit.
 */
@NullMarked
package dev.bobbin.test;

import org.jspecify.annotations.NullMarked;
