/** What the lab finds out: params, figures, the machine, and their JSON and table. Uses no other package of Bobbin. */
@NullMarked
package dev.bobbin.lab.figure;

import org.jspecify.annotations.NullMarked;
