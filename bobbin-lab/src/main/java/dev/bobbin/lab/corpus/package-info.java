/** Programs to compile: the lab's own sources, the examples, generated ones; javac. Uses {@code lab.form}, {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.corpus;

import org.jspecify.annotations.NullMarked;
