package dev.bobbin.net;

import dev.bobbin.runtime.ClosedException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/**
 * Says of a socket's failures where they happened. What a catch clause may ask for stays: the exception is of the JDK's class, or of one
 * below it, and has the JDK's as its cause.
 */
final class SocketFailures {
    private SocketFailures() {}

    /**
     * The same failure with an endpoint in its message; that of a class that is not a socket's as it is.
     *
     * @param where what was done with whom, for people
     */
    static IOException named(String where, IOException e) {
        Class<?> kind = e.getClass();
        String message = where + ": " + e.getMessage();
        IOException named;
        if (kind == SocketException.class
                || kind == IOException.class) { // a write's is none of a socket: "Broken pipe"
            named = new SocketException(message);
        } else if (kind == PortUnreachableException.class) {
            named = new PortUnreachableException(
                    where + (e.getMessage() == null ? ": nobody listens on that port" : ": " + e.getMessage()));
        } else if (kind == ClosedChannelException.class) {
            named = new ClosedException(where + ": it is closed");
        } else {
            return e;
        }
        named.initCause(e);
        return named;
    }
}
