/** The bench {@code pingpong}: two tasks that hand a value to and fro. Uses {@code lab.drive} and {@code lab.threads}. */
@NullMarked
package dev.bobbin.lab.pingpong;

import org.jspecify.annotations.NullMarked;
