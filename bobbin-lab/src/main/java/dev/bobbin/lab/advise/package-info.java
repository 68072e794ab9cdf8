/**
 * {@code ./bobbin lab advise}: a user's own program under every model, and which one suits it. Uses {@code lab.codesize},
 * {@code lab.form}, {@code lab.trial} and the command's way to compile a program.
 */
@NullMarked
package dev.bobbin.lab.advise;

import org.jspecify.annotations.NullMarked;
