/** The bench {@code compile}: how long a transformation takes. Uses {@code lab.corpus}, {@code lab.form}, {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.compile;

import org.jspecify.annotations.NullMarked;
