/** Tests: the pieces on real class files, and whole builds of the projects in {@code src/test/projects}. */
@NullMarked
package dev.bobbin.maven;

import org.jspecify.annotations.NullMarked;
