@NullMarked
package dev.bobbin.netty;

import org.jspecify.annotations.NullMarked;
