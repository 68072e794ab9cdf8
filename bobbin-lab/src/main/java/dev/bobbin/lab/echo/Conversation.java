package dev.bobbin.lab.echo;

import dev.bobbin.lab.trial.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of the client, with one message under way. */
final class Conversation {
    private final int number;
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(Message.BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(Message.BYTES);
    private long messages;
    private long sent;

    /** Connects. */
    Conversation(int number, InetSocketAddress server, Selector selector) throws IOException {
        this.number = number;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** The next message, whole: it is so short that a socket from which all has been read takes it. */
    void send() throws IOException {
        Message.put(out, number, messages);
        in.clear();
        sent = System.nanoTime();
        channel.write(out);
        if (out.hasRemaining()) {
            throw new IOException("connection " + number + " does not take " + Message.BYTES + " bytes");
        }
    }

    /** What has come; whether it is the whole message. */
    boolean receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server has closed connection " + number);
        }
        if (in.hasRemaining()) {
            return false;
        }
        Answer.check("messages that came back wrong", 0, Message.isIn(in, number, messages) ? 0 : 1);
        messages++;
        return true;
    }

    /** When the message was sent that is under way, or was last. */
    long sent() {
        return sent;
    }

    long messages() {
        return messages;
    }

    /** No byte has come that was not sent. */
    void close() throws IOException {
        in.clear();
        Answer.check("bytes that nobody sent", 0, Math.max(0, channel.read(in)));
        channel.close();
    }
}
