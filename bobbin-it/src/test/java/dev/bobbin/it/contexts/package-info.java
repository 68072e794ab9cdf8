/** What loggers and tracers know of a request, in coroutines. May use what users do, SLF4J and OpenTelemetry. */
@NullMarked
package dev.bobbin.it.contexts;

import org.jspecify.annotations.NullMarked;
