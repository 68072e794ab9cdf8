package dev.bobbin.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server is closed while a connection has been accepted, and the loop of that has not come to it yet. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class NettyServerTest {
    private final EventLoopGroup connections = Nio.group(1);
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final NettyServer server = Bobbin.run(() -> NettyServer.<ByteBuf, ByteBuf>listen(
            bootstrap(), Nio.anyPort(), pipeline -> {}, NettyServerTest::releaseOne));

    private ServerBootstrap bootstrap() {
        return Nio.server(connections).handler(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object connection) {
                context.fireChannelRead(connection);
                accepted.countDown();
            }
        });
    }

    private static Async<Void> releaseOne(NettyConnection<ByteBuf, ByteBuf> peer) {
        peer.receive().await().release();
        return Async.done();
    }

    @BeforeEach
    void blockTheLoop() {
        connections.execute(() -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        connections.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private Socket connected() throws Exception {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        accepted.await();
        return socket;
    }

    @Test
    void close_cancelsAConnectionThatIsStillToBeServed() throws Exception {
        try (Socket socket = connected()) {
            server.close();
            goOn.countDown();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            Nio.until(() -> server.connections() == 0);
        }
    }

    @Test
    void shutdown_cancelsAConnectionThatIsStillToBeServed() throws Exception {
        try (Socket socket = connected()) {
            Nio.join(server.shutdown(Duration.ofSeconds(60)));
            goOn.countDown();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            Nio.until(() -> server.connections() == 0);
        }
    }
}
