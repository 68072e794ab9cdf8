package dev.bobbin.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Waits for the next connection of a server. */
final class Accept<C extends Connection> extends Operation<C> {
    private final Server<C> server;

    Accept(Server<C> server) {
        this.server = server;
    }

    @Override
    int interest() {
        return SelectionKey.OP_ACCEPT;
    }

    @Override
    Endpoint endpoint() {
        return server;
    }

    @Override
    String verb() {
        return "accept";
    }

    @Override
    @Nullable
    Object advance() throws IOException {
        ServerSocketChannel channel = server.channel();
        for (; ; ) {
            SocketChannel accepted = channel.accept();
            if (accepted == null) {
                return AGAIN;
            }
            try {
                return server.accepted(accepted);
            } catch (IOException e) { // the peer has gone again already
                accepted.close();
            }
        }
    }

    @Override
    protected boolean isSelectable() {
        return true;
    }
}
