/** The bench {@code skynet}: a tree of tasks. Uses {@code lab.drive} and {@code lab.threads}. */
@NullMarked
package dev.bobbin.lab.skynet;

import org.jspecify.annotations.NullMarked;
