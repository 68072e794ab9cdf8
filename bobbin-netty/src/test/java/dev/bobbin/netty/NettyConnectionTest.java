package dev.bobbin.netty;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Task;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One end is a connection that the server has accepted, the other a plain socket. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class NettyConnectionTest {
    private static final int PIECE = 1 << 16;

    private final Channel<NettyConnection<ByteBuf, Object>> accepted = Channel.unlimited();
    private final Channel<Integer> over = Channel.unlimited();
    private final NettyServer server = Bobbin.run(
            () -> NettyServer.<ByteBuf, Object>listen(Nio.server(), Nio.anyPort(), pipeline -> {}, peer -> hand(peer)));
    private final Socket socket = connected();
    private final NettyConnection<ByteBuf, Object> peer = accepted.receiveBlocking();

    private Socket connected() {
        try {
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            return new Socket(address.getAddress(), address.getPort());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The connection stays open until the test is over. */
    private Async<Void> hand(NettyConnection<ByteBuf, Object> connection) {
        accepted.trySend(connection);
        over.receive().await();
        return done();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        over.trySend(1);
        Nio.until(() -> server.connections() == 0);
        server.close();
    }

    private static ByteBuf piece(int value) {
        return Unpooled.buffer(PIECE).setZero(0, PIECE).setByte(0, value).writerIndex(PIECE);
    }

    private static int byteOf(ByteBuf buffer) {
        try {
            assertThat(buffer.readableBytes()).isEqualTo(1);
            return buffer.readUnsignedByte();
        } finally {
            buffer.release();
        }
    }

    private Task<Long> sending(AtomicLong sent) throws IOException {
        return peer.start(sendWithoutEnd(sent));
    }

    private Async<Long> sendWithoutEnd(AtomicLong sent) throws IOException {
        while (true) {
            peer.send(piece(1)).await();
            sent.incrementAndGet();
        }
    }

    @Test
    void send_toAPeerThatDoesNotRead_waits() throws Exception {
        AtomicLong sent = new AtomicLong();
        Task<Long> task = sending(sent);
        Nio.until(() -> !peer.channel().isWritable() && task.toString().endsWith(" waiting"));
        long before = sent.get();

        readPieces(socket.getInputStream(), before + 10); // more than has been sent
        Nio.until(() -> sent.get() >= before + 10);
        task.cancel();

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
    }

    private static void readPieces(InputStream in, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            assertThat(in.readNBytes(PIECE)).hasSize(PIECE).startsWith(1);
        }
    }

    @Test
    void receiver_thatDoesNotReceive_slowsThePeerDown() throws Exception {
        AtomicLong written = new AtomicLong();
        Thread writer = new Thread(() -> {
            byte[] bytes = new byte[PIECE];
            try {
                while (true) {
                    socket.getOutputStream().write(bytes);
                    written.addAndGet(PIECE);
                }
            } catch (IOException e) {
                return; // the test has closed it
            }
        });
        writer.start();
        // The peer's thread blocks in a write: twice the same number, though it has had every chance.
        Nio.until(() -> {
            long before = written.get();
            return before > 0 && stands(written, before);
        });
        long filled = written.get();

        Task<Long> received = peer.start(receive(filled + 10L * PIECE));

        assertThat(Nio.join(received)).isGreaterThanOrEqualTo(filled + 10L * PIECE);
        assertThat(filled).isLessThan(256L << 20);
        socket.close();
        writer.join();
    }

    private static boolean stands(AtomicLong written, long before) {
        for (int i = 0; i < 2_000_000; i++) {
            if (written.get() != before) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private Async<Long> receive(long atLeast) {
        long count = 0;
        while (count < atLeast) {
            ByteBuf bytes = peer.receive().await();
            count += bytes.readableBytes();
            bytes.release();
        }
        return done(count);
    }

    @Test
    void halfClose_eachDirectionEndsByItself() throws Exception {
        socket.getOutputStream().write(7);
        socket.shutdownOutput();

        Task<Integer> all = peer.start(echoPlusOneUntilTheEnd());

        assertThat(socket.getInputStream().readAllBytes()).containsExactly(8, 100);
        assertThat(Nio.join(all)).isEqualTo(1);
    }

    private Async<Integer> echoPlusOneUntilTheEnd() throws IOException {
        int count = 0;
        for (var it = peer.iterator(); it.next().await(); ) {
            peer.send(Unpooled.wrappedBuffer(new byte[] {(byte) (byteOf(it.value()) + 1)}))
                    .await();
            count++;
        }
        peer.send(Unpooled.wrappedBuffer(new byte[] {100})).await(); // after the peer's end
        peer.shutdown().await();
        return done(count);
    }

    @Test
    void send_ofWhatNoCodecTakes_isThrownAndTheConnectionGoesOn() throws Exception {
        Task<Void> task = peer.start(peer.send("no codec makes bytes of this"));

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(UnsupportedOperationException.class);

        Nio.join(peer.start(peer.send(Unpooled.wrappedBuffer(new byte[] {5}))));
        assertThat(socket.getInputStream().read()).isEqualTo(5);
    }

    @Test
    void peerThatBreaksOff_isTheCauseForReceiversAndSenders() throws Exception {
        Task<ByteBuf> receiving = peer.start(peer.receive());
        Nio.untilWaiting(receiving);
        socket.setSoLinger(true, 0); // a reset

        socket.close();

        assertThatThrownBy(() -> Nio.join(receiving))
                .isInstanceOf(ClosedChannelException.class)
                .hasCauseInstanceOf(IOException.class);
        Nio.until(() -> !peer.isOpen());
        assertThatThrownBy(() -> Nio.join(peer.messages().toList())).isInstanceOf(IOException.class);
        ByteBuf message = piece(1);
        assertThatThrownBy(() -> Nio.join(peer.start(peer.send(message))))
                .isInstanceOf(java.nio.channels.ClosedChannelException.class);
        assertThat(message.refCnt()).isZero();
    }

    @Test
    void close_whileReceivingAndSending_endsBoth() throws Exception {
        Task<ByteBuf> receiving = peer.start(peer.receive());
        Task<Long> sending = sending(new AtomicLong());
        Nio.untilWaiting(receiving);
        Nio.until(() -> !peer.channel().isWritable() && sending.toString().endsWith(" waiting"));

        peer.close();

        assertThatThrownBy(() -> Nio.join(receiving)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> Nio.join(sending)).isInstanceOf(java.nio.channels.ClosedChannelException.class);
    }

    @Test
    void close_releasesWhatNobodyHasReceived() throws Exception {
        byte[] bytes = new byte[1 << 20]; // more than is read ahead
        Thread writer = new Thread(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                return; // closed by the peer, which is what the test is about
            }
        });
        writer.start();
        Nio.join(peer.start(receive(1)));

        peer.close();

        writer.join();
        Nio.until(() -> !peer.channel().isOpen());
        assertThat(peer.tryReceive()).isEmpty(); // the leak detector says the rest
    }

    @Test
    void receivers_thatAreCancelledAtAnyMoment_loseNothing() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int value = 0; value < 200; value++) {
            Task<ByteBuf> receiving = peer.start(peer.receive());
            socket.getOutputStream().write(value);
            for (int i = random.nextInt(1 << random.nextInt(1, 14)); i > 0; i--) {
                Thread.onSpinWait();
            }
            receiving.cancel();
            ByteBuf received;
            try {
                received = Nio.join(receiving);
            } catch (CancellationException e) {
                received = Nio.join(peer.start(peer.receive()));
            }
            assertThat(byteOf(received)).as("seed %s", seed).isEqualTo(value);
        }
    }

    @Test
    void closeGracefully_waitsForThePeersEnd() throws Exception {
        Task<Void> closing = peer.start(peer.closeGracefully());
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        socket.getOutputStream().write(new byte[100]); // which is dropped
        Nio.untilWaiting(closing);
        assertThat(closing.isDone()).isFalse();

        socket.close();

        Nio.join(closing);
        Nio.until(() -> !peer.channel().isOpen());
    }

    @Test
    void server_shutDown_waitsAndThenCancels() throws Exception {
        var late = Nio.join(server.shutdown(Duration.ofMillis(50)));

        assertThat(late).hasSize(1);
        assertThat(server.connections()).isZero();
        Nio.until(() -> !peer.channel().isOpen());
    }
}
