/** The bench {@code echo}: servers that send back what they get, and the client for all of them. Uses {@code lab.drive}, {@code lab.proc}, {@code lab.threads} and {@code lab.trial}. */
@NullMarked
package dev.bobbin.lab.echo;

import org.jspecify.annotations.NullMarked;
