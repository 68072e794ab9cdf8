/** The bench {@code codesize}: what a form makes of class files. Uses {@code lab.corpus}, {@code lab.form}. */
@NullMarked
package dev.bobbin.lab.codesize;

import org.jspecify.annotations.NullMarked;
