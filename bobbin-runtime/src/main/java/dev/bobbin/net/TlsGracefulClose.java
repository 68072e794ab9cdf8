package dev.bobbin.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Half-closes, reads and drops what still comes until the peer closes too, and closes. */
final class TlsGracefulClose extends TlsOperation<Void> {
    private boolean shut;

    TlsGracefulClose(TlsConnection connection) {
        super(connection);
    }

    @Override
    boolean isInput() {
        return true;
    }

    @Override
    String verb() {
        return "closeGracefully";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        if (!connection.isOpen() || !engine.isEstablished()) {
            connection.close();
            return null;
        }
        try {
            if (!shut) {
                if (!engine.shutdown(this)) {
                    return AGAIN;
                }
                connection.below().channel().shutdownOutput();
                shut = true;
            }
            int n = 0;
            for (int records = 0; n >= 0; records++) {
                if (records == TlsEngine.TURN) {
                    return yielding();
                }
                n = engine.drop(this);
            }
            if (n == TlsEngine.BLOCKED) {
                return AGAIN;
            }
        } catch (TlsTruncatedException e) { // nobody has wanted the rest
            connection.close();
            return null;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    @Override
    void abandoned() {
        connection.close();
    }
}
