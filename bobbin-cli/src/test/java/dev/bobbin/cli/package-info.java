/** Tests of the command from outside, as a user meets it, and of the arrows between all modules. */
@NullMarked
package dev.bobbin.cli;

import org.jspecify.annotations.NullMarked;
