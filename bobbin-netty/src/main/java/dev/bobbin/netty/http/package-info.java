/**
 * HTTP/1.1 and WebSocket for coroutines, through Netty's own codecs: servers whose handlers are coroutines, and clients. Messages are Netty's.
 * Uses {@code dev.bobbin.netty} and Netty's HTTP codec.
 */
@NullMarked
package dev.bobbin.netty.http;

import org.jspecify.annotations.NullMarked;
