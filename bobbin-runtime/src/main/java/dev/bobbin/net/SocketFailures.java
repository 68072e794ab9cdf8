package dev.bobbin.net;

import dev.bobbin.runtime.ClosedException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/**
 * Says of a socket's failures where they happened. What a catch clause may ask for stays: the exception is of the JDK's class, or of one
 * below it, and has the JDK's as its cause. The JDK's {@link AsynchronousCloseException}, which tells but that it was in the midst of the
 * call, is a {@link ClosedChannelException} like others.
 */
final class SocketFailures {
    private SocketFailures() {}

    /**
     * The same failure with an endpoint in its message; one of a class that is not a socket's, or that has been named, as it is.
     *
     * @param where what was done with whom, for people
     * @param open whether the endpoint has not been closed here
     */
    static IOException named(String where, boolean open, IOException e) {
        if (e.getCause() != null) {
            return e;
        }
        Class<?> kind = e.getClass();
        String message = where + ": " + e.getMessage();
        IOException named;
        if (kind == SocketException.class
                || kind == IOException.class) { // a write's is none of a socket: "Broken pipe"
            named = new SocketException(message);
        } else if (kind == PortUnreachableException.class) {
            named = new PortUnreachableException(
                    where + (e.getMessage() == null ? ": nobody listens on that port" : ": " + e.getMessage()));
        } else if (kind == ClosedChannelException.class || kind == AsynchronousCloseException.class) {
            named = new ClosedException(
                    where + (open ? ": the outgoing stream has been ended here" : ": it has been closed here"));
        } else {
            return e;
        }
        named.initCause(e);
        return named;
    }
}
