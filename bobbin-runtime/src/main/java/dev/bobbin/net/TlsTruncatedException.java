package dev.bobbin.net;

import javax.net.ssl.SSLException;

/**
 * The connection below ended before the peer said that its stream was complete: somebody may have cut it off, so that what has
 * been read must not be taken for all there is.
 */
public final class TlsTruncatedException extends SSLException {
    private static final long serialVersionUID = 1L;

    TlsTruncatedException(String peer) {
        super("the stream from " + peer
                + " was truncated: the connection ended without the peer's close_notify. Either it was"
                + " cut off on the way, or the peer closes without ending its stream; take what has arrived for complete only if"
                + " its own format says so");
    }
}
