/** The JDK's own threads, as subjects of the benches that compare tasks with them. Uses no other package of the lab. */
@NullMarked
package dev.bobbin.lab.threads;

import org.jspecify.annotations.NullMarked;
