/**
 * Files, pipes and child processes whose waiting suspends coroutines and blocks no worker: the system has no other way to wait for
 * these than to block a thread. For files those of {@link dev.bobbin.Blocking} do; streams, which wait for a peer, have their own.
 */
@NullMarked
package dev.bobbin.io;

import org.jspecify.annotations.NullMarked;
