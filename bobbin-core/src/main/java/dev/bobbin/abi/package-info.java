/**
 * What emitted code calls. The lowest package of Bobbin: it uses the JDK alone, every other package may use it, and a
 * change of any signature here is a change of {@link dev.bobbin.abi.Abi#VERSION}.
 */
@NullMarked
package dev.bobbin.abi;

import org.jspecify.annotations.NullMarked;
