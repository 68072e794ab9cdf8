/**
 * Files, pipes and child processes whose waiting suspends coroutines and blocks no worker: the system has no other way to wait for
 * these than to block a thread, so the threads of {@link dev.bobbin.Blocking} do.
 */
@NullMarked
package dev.bobbin.io;

import org.jspecify.annotations.NullMarked;
