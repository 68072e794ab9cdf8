/**
 * The lab's benchmarks, written once, under each form that Bobbin's compiler can give them. Uses {@code lab.trial}.
 */
@NullMarked
package dev.bobbin.lab.form;

import org.jspecify.annotations.NullMarked;
