/** How {@code bobbin inspect} shows what the compiler reports: as text, as JSON, as a page. Uses the compiler's reports, and JOL for the sizes of objects. */
@NullMarked
package dev.bobbin.cli.inspect;

import org.jspecify.annotations.NullMarked;
