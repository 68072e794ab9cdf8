package dev.bobbin.netty;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Latch;
import dev.bobbin.Task;
import dev.bobbin.netty.NettyContractTest.Row;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Those of futures, connections and their servers. */
public final class ConnectionContracts {
    /** A loop that is kept busy while an operation is to wait for it. */
    private static final EventLoopGroup BUSY = Nio.group(1);

    private ConnectionContracts() {}

    static List<Row> rows() {
        return List.of(
                new Row("Netty.await", Awaiting::new),
                new Row("Netty.connect", Connecting::new),
                new Row("NettyConnection.receive", Receiving::new),
                new Row("NettyConnection.send", Sending::new),
                new Row("NettyConnection.flushed", Flushing::new),
                new Row("NettyConnection.shutdown", ShuttingDown::new),
                new Row("NettyConnection.closeGracefully", Closing::new),
                new Row("NettyServer.listen", Listening::new),
                new Row("NettyServer.shutdown", Stopping::new));
    }

    /** Keeps the loop busy until it is told not to. */
    public static CountDownLatch occupied(EventLoopGroup group) {
        CountDownLatch free = new CountDownLatch(1);
        group.next().execute(() -> {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return free;
    }

    private static final class Awaiting extends NettyContract {
        private final Promise<ByteBuf> promise = Nio.GROUP.next().newPromise();
        private final ByteBuf result = Unpooled.buffer(1);

        @Override
        protected Async<?> operation() {
            promise.setUncancellable();
            return Netty.await(promise, ByteBuf::release);
        }

        @Override
        protected void proceed() {
            promise.setSuccess(result);
        }

        @Override
        protected void check(boolean returned, @Nullable Object taken) {
            if (returned) {
                assertThat(taken).isSameAs(result);
                result.release();
            }
            Nio.until(() -> result.refCnt() == 0);
        }
    }

    private static final class Connecting extends NettyContract {
        private final ServerSocket server = new ServerSocket(0, 1, Nio.anyPort().getAddress());
        private final CountDownLatch free = occupied(BUSY);

        Connecting() throws IOException {}

        @Override
        protected Async<?> operation() throws Exception {
            return Netty.<ByteBuf, ByteBuf>connect(
                    new Bootstrap().group(BUSY).channel(NioSocketChannel.class),
                    server.getLocalSocketAddress(),
                    pipeline -> {});
        }

        @Override
        protected void proceed() {
            free.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                try (Socket accepted = server.accept();
                        NettyConnection<?, ?> connection = (NettyConnection<?, ?>) result) {
                    assertThat(connection.isOpen()).isTrue();
                    assertThat(accepted.isConnected()).isTrue();
                }
            } else {
                for (int i = 0; i < 3; i++) { // what it had begun is over
                    BUSY.next().submit(() -> {}).sync();
                }
                server.setSoTimeout(1);
                try (Socket accepted = server.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo(-1);
                } catch (SocketTimeoutException e) {
                    return; // it has not come so far
                }
            }
        }

        @Override
        public void close() throws IOException {
            free.countDown();
            server.close();
        }
    }

    /** A connection that a server has accepted, and the plain socket that it is connected to. */
    private abstract static class Pair extends NettyContract {
        private static final int PIECE = 1 << 16;

        private final Channel<NettyConnection<ByteBuf, ByteBuf>> accepted = Channel.unlimited();
        private final Latch over = Latch.of(1);
        private final NettyServer server = Bobbin.run(() -> NettyServer.<ByteBuf, ByteBuf>listen(
                Nio.server(), Nio.anyPort(), pipeline -> {}, connection -> hand(connection)));
        final Socket socket;
        final NettyConnection<ByteBuf, ByteBuf> peer;
        private int filled;

        Pair() throws IOException {
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            socket = new Socket(address.getAddress(), address.getPort());
            peer = accepted.receiveBlocking();
        }

        private Async<Void> hand(NettyConnection<ByteBuf, ByteBuf> connection) {
            accepted.trySend(connection);
            over.opened().await();
            return done();
        }

        static ByteBuf piece() {
            return Unpooled.buffer(PIECE).writeZero(PIECE);
        }

        /** Until the peer, which does not read, takes no more. */
        final void fill() throws Exception {
            while (peer.channel().isWritable()) {
                Nio.join(peer.start(peer.send(piece())));
                filled += PIECE;
            }
        }

        /** Reads what has been filled in. */
        final void drain() throws IOException {
            assertThat(socket.getInputStream().readNBytes(filled)).hasSize(filled);
        }

        @Override
        public void close() throws Exception {
            over.countDown();
            Nio.until(() -> server.connections() == 0);
            socket.close();
            server.close();
        }
    }

    private static final class Receiving extends Pair {
        Receiving() throws IOException {}

        @Override
        protected Async<?> operation() {
            return peer.receive();
        }

        @Override
        protected void proceed() throws Exception {
            socket.getOutputStream().write(9);
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) {
            ByteBuf received = returned ? (ByteBuf) result : Nio.join(Bobbin.start(peer.receive()));
            assertThat(received.readByte()).isEqualTo((byte) 9);
            received.release();
        }
    }

    private static final class Sending extends Pair {
        private final ByteBuf message = piece();

        Sending() throws Exception {
            fill();
        }

        @Override
        protected Async<?> operation() throws Exception {
            return peer.send(message);
        }

        @Override
        protected void proceed() throws Exception {
            drain();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            Task<Void> end = peer.start(peer.shutdown());
            assertThat(socket.getInputStream().readAllBytes()).hasSize(returned ? Pair.PIECE : 0);
            Nio.join(end);
            assertThat(message.refCnt()).isZero();
        }
    }

    private static final class Flushing extends Pair {
        Flushing() throws Exception {
            fill();
        }

        @Override
        protected Async<?> operation() throws Exception {
            return peer.flushed();
        }

        @Override
        protected void proceed() throws Exception {
            drain();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            Nio.join(peer.start(peer.flushed()));
            assertThat(peer.channel().isWritable()).isTrue();
        }
    }

    private static final class ShuttingDown extends Pair {
        ShuttingDown() throws Exception {
            fill();
        }

        @Override
        protected Async<?> operation() throws Exception {
            return peer.shutdown();
        }

        @Override
        protected void proceed() throws Exception {
            drain();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (!returned) {
                Nio.join(peer.start(peer.shutdown())); // it can be awaited again, ended or not
            }
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static final class Closing extends Pair {
        Closing() throws IOException {}

        @Override
        protected Async<?> operation() throws Exception {
            return peer.closeGracefully();
        }

        @Override
        protected void proceed() throws Exception {
            socket.shutdownOutput();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            Nio.until(() -> !peer.channel().isOpen());
        }
    }

    private static final class Listening extends NettyContract {
        private final InetSocketAddress address;
        private final CountDownLatch free = occupied(BUSY);

        Listening() throws IOException {
            try (ServerSocket any = new ServerSocket(0, 1, Nio.anyPort().getAddress())) {
                address = new InetSocketAddress(any.getInetAddress(), any.getLocalPort());
            }
        }

        @Override
        protected Async<?> operation() throws Exception {
            return NettyServer.<ByteBuf, ByteBuf>listen(
                    new ServerBootstrap().group(BUSY).channel(NioServerSocketChannel.class),
                    address,
                    pipeline -> {},
                    peer -> done());
        }

        @Override
        protected void proceed() {
            free.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                try (NettyServer server = (NettyServer) result) {
                    assertThat(server.localAddress()).isEqualTo(address);
                }
            }
            Nio.untilRefused(address);
        }

        @Override
        public void close() {
            free.countDown();
        }
    }

    private static final class Stopping extends Pair {
        private final InetSocketAddress address = (InetSocketAddress) super.server.localAddress();

        Stopping() throws IOException {}

        @Override
        protected Async<?> operation() throws Exception {
            return super.server.shutdown(Duration.ofHours(1));
        }

        @Override
        protected void proceed() {
            super.over.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                assertThat((List<?>) result).isEmpty();
                assertThat(super.server.connections()).isZero();
            }
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            Nio.untilRefused(address);
        }
    }
}
