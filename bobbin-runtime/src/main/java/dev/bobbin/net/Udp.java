package dev.bobbin.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;

/**
 * UDP sockets whose waiting suspends coroutines and blocks no thread.
 *
 * <pre>{@code
 * static Async<Void> echo(UdpSocket socket) throws IOException {
 *     ByteBuffer buffer = ByteBuffer.allocate(2048);
 *     while (true) {
 *         InetSocketAddress sender = socket.receive(buffer.clear()).await();
 *         socket.send(buffer.flip(), sender).await();
 *     }
 * }
 * }</pre>
 */
public final class Udp {
    private Udp() {}

    /**
     * A socket that receives what anybody sends to the address, and sends to anybody; does not block.
     *
     * @param local port 0 for any free one
     * @throws BindException if the address is in use or not to be had; its message names the address
     */
    public static UdpSocket bind(InetSocketAddress local) throws IOException {
        resolved(local);
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(local);
            return new UdpSocket(channel, null);
        } catch (BindException e) {
            channel.close();
            BindException named = new BindException("bind to " + local + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        } catch (Throwable t) { // passed on
            channel.close();
            throw t;
        }
    }

    /**
     * A socket on any free port that talks to one peer only and receives from nobody else. Nothing is sent, so whether anybody
     * is there shows when the first answer comes or does not; does not block.
     *
     * @throws SocketException if there is no way to that address; its message names the address
     */
    public static UdpSocket connect(InetSocketAddress remote) throws IOException {
        resolved(remote);
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.connect(remote);
            return new UdpSocket(channel, remote);
        } catch (SocketException e) {
            channel.close();
            SocketException named = new SocketException("connect to " + remote + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        } catch (Throwable t) { // passed on
            channel.close();
            throw t;
        }
    }

    private static void resolved(InetSocketAddress address) throws UnknownHostException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
    }
}
