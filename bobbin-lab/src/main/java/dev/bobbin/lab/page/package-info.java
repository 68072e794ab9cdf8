/**
 * The report as one page: charts of each bench, what is claimed beside what was measured, the targets, the programs. It
 * knows figures and measures nothing. Uses {@code lab.figure}; {@code lab.corpus}, {@code lab.form} and {@code lab.peer}
 * for the programs' sources.
 */
@NullMarked
package dev.bobbin.lab.page;

import org.jspecify.annotations.NullMarked;
