/** Functions in C, called from Java: the bench {@code native}, and what {@code blocking} blocks in. Uses {@code lab.peer}, {@code lab.drive}, {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.ccall;

import org.jspecify.annotations.NullMarked;
