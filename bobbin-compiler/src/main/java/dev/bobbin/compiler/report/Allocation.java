package dev.bobbin.compiler.report;

import org.jspecify.annotations.Nullable;

/**
 * How many objects a form makes at an event.
 *
 * @param event for people: {@code a call awaited in place}
 * @param role of the object made, as in {@link ObjectShape#role}; null if there is none
 */
public record Allocation(
        String event, int objects, @Nullable String role) {}
