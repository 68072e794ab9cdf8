/** What is published, seen from outside: its jars, modules and POMs. */
@NullMarked
package dev.bobbin.it;

import org.jspecify.annotations.NullMarked;
