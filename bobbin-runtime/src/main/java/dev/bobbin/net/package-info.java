/**
 * Sockets for coroutines: {@link dev.bobbin.net.Tcp}, {@link dev.bobbin.net.Tls} on top of it, {@link dev.bobbin.net.Unix}, {@link
 * dev.bobbin.net.Udp}, and the addresses of hosts: {@link dev.bobbin.net.Dns}. A protocol over streams is written against {@link
 * dev.bobbin.net.Transport}, which all connections are. Each operation tries at once and suspends only if it has
 * to; the runtime's poller wakes it. Uses {@code dev.bobbin}, {@code dev.bobbin.abi}, {@code dev.bobbin.spi}, the poller and the blocking
 * threads of {@code dev.bobbin.runtime}, the JDK's NIO and its SSLEngine.
 *
 * <p>Buffers: NIO copies a heap buffer through a direct one that it caches per thread; operations here therefore hand it at
 * most 64 KiB of a heap buffer at a time. Threads are few, so these caches are small; a direct buffer saves the copy.
 */
@NullMarked
package dev.bobbin.net;

import org.jspecify.annotations.NullMarked;
