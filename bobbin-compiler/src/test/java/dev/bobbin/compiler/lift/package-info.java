/**
 * The second mode of the differential fuzzer: class files that nobody here wrote are made coroutines all the way up, with
 * suspension points inserted at random, and must give what their originals give. Uses the compiler and ASM.
 */
package dev.bobbin.compiler.lift;
