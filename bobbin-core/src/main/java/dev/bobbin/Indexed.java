package dev.bobbin;

import org.jspecify.annotations.Nullable;

/**
 * An element of a sequence, with its place in it.
 *
 * @param index from 0
 */
public record Indexed<T extends @Nullable Object>(long index, T value) {}
