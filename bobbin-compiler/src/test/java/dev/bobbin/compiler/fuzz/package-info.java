/**
 * The differential fuzzer: random programs, compiled to every form and as blocking code, must behave alike.
 *
 * <p>{@code Generate…} makes programs of {@code Piece}s, {@code Batch} compiles and compares them, {@code ShrinkProgram} makes a
 * failure small.
 */
package dev.bobbin.compiler.fuzz;
