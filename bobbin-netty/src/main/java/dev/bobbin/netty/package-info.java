/**
 * Netty for coroutines: its futures are awaited, its event loops run coroutines, its channels are streams of messages. Why it is built
 * so: docs/adr/0017-netty.md. Uses {@code dev.bobbin}, {@code dev.bobbin.abi}, {@code dev.bobbin.spi} and Netty's transport.
 *
 * <p>This module is compiled by Bobbin itself, in the fused model; the coroutines that use it may have any.
 */
@NullMarked
package dev.bobbin.netty;

import org.jspecify.annotations.NullMarked;
