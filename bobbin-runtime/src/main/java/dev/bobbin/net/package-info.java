/**
 * Sockets for coroutines: {@link dev.bobbin.net.Tcp}, and {@link dev.bobbin.net.Tls} on top. Each operation tries at once and suspends only if it has to; the
 * runtime's poller wakes it. Uses {@code dev.bobbin}, {@code dev.bobbin.abi}, the poller and the threads for blocking code of
 * {@code dev.bobbin.runtime}, the JDK's NIO and its SSLEngine.
 *
 * <p>Buffers: NIO copies a heap buffer through a direct one that it caches per thread; operations here therefore hand it at
 * most 64 KiB of a heap buffer at a time. Threads are few, so these caches are small; a direct buffer saves the copy.
 */
@NullMarked
package dev.bobbin.net;

import org.jspecify.annotations.NullMarked;
