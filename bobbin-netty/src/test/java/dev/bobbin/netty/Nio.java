package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;

/** Event loops and sockets of this machine, for tests. */
public final class Nio {
    /** Two loops for all tests. */
    public static final EventLoopGroup GROUP = group(2);

    private Nio() {}

    /** Loops of its own. */
    public static EventLoopGroup group(int loops) {
        return new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory("loop", true), NioIoHandler.newFactory());
    }

    /** Of servers. */
    public static ServerBootstrap server() {
        return server(GROUP);
    }

    /** Of servers whose connections are on these loops. */
    public static ServerBootstrap server(EventLoopGroup connections) {
        return new ServerBootstrap().group(GROUP, connections).channel(NioServerSocketChannel.class);
    }

    /** Of clients. */
    public static Bootstrap client() {
        return new Bootstrap().group(GROUP).channel(NioSocketChannel.class);
    }

    /** A port that is free, on this machine alone. */
    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Connected without codecs. */
    public static NettyConnection<ByteBuf, ByteBuf> connect(SocketAddress address) {
        return Bobbin.run(() -> Netty.<ByteBuf, ByteBuf>connect(client(), address, pipeline -> {}));
    }

    /** Spins until it is so; the test's time limit ends it otherwise. */
    public static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            if (Thread.interrupted()) { // by the time limit
                throw new IllegalStateException("interrupted");
            }
            Thread.yield();
        }
    }

    /** Spins until the task waits for something. */
    public static void untilWaiting(Task<?> task) {
        until(() -> task.isDone() || task.toString().endsWith(" waiting"));
    }

    /** Spins until nobody listens there any more, which the system may come to know a little later than the program. */
    public static void untilRefused(InetSocketAddress address) {
        until(() -> {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                return !socket.isConnected();
            } catch (IOException e) {
                return true;
            }
        });
    }

    /** The task's result, on this thread. */
    public static <T> T join(Async<T> task) {
        return Bobbin.run(() -> task);
    }
}
