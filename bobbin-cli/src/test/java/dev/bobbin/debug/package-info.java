/** What debuggers, thread dumps and profilers see of coroutines, in JVMs of their own. May use all of Bobbin. */
@NullMarked
package dev.bobbin.debug;

import org.jspecify.annotations.NullMarked;
