/** The programs of docs/guide/migration, as they were written before and with Bobbin; and tests that both give the same answers. */
@NullMarked
package dev.bobbin.it.migration;

import org.jspecify.annotations.NullMarked;
