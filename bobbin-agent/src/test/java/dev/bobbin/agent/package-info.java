/** Tests of the agent. */
@NullMarked
package dev.bobbin.agent;

import org.jspecify.annotations.NullMarked;
