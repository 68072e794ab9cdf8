/**
 * The M:N runtime behind {@code dev.bobbin.spi}: worker threads, their queues, timers, and the poller that
 * {@code dev.bobbin.net} waits with. Uses {@code dev.bobbin.abi}, {@code dev.bobbin.spi} and the JDK; users see none of it.
 *
 * <p>Simple on purpose: queues under locks, a thread for the timers, a thread for the poller. What is subtle, that no
 * wake-up of an idle worker is lost, is argued in {@link dev.bobbin.runtime.IdleWorkers}.
 */
@NullMarked
package dev.bobbin.runtime;

import org.jspecify.annotations.NullMarked;
