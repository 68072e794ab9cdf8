/** Facts about one method: types, liveness, monitors; passes are functions and change nothing but their own copy. Uses {@code ir}. */
@NullMarked
package dev.bobbin.compiler.analysis;

import org.jspecify.annotations.NullMarked;
