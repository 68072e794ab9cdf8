/**
 * What users import: computations ({@link dev.bobbin.Async}), started ones ({@link dev.bobbin.Task}), their structure
 * ({@link dev.bobbin.Scope}) and what runs them ({@link dev.bobbin.Bobbin}, {@link dev.bobbin.Scheduler}). Uses
 * {@code dev.bobbin.abi} and {@code dev.bobbin.spi}.
 */
@NullMarked
package dev.bobbin;

import org.jspecify.annotations.NullMarked;
