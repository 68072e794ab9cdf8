package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.AsyncIterator;
import dev.bobbin.Bridge;
import dev.bobbin.Channel;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What plain code is given of connections and sequences. The peer is a socket of the JDK. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViewsTest {
    private final Scheduler scheduler = Scheduler.workers(2);
    private TcpConnection connection;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection = scheduler.run(() -> Tcp.connect((InetSocketAddress) server.getLocalSocketAddress()));
            peer = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        peer.close();
        assertThat(scheduler.close(Duration.ofSeconds(30))).isEmpty();
    }

    private <T> T bridged(Callable<T> code) {
        return scheduler.run(() -> Bridge.run(code));
    }

    private void send(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        peer.getOutputStream().write(all);
    }

    // ---- input ------------------------------------------------------------------------------------------------------

    @Test
    void singleBytes_areUnsignedAndThenTheEndStays() throws Exception {
        send(0, 127, 128, 255);
        peer.shutdownOutput();

        assertThat(bridged(() -> {
                    InputStream in = connection.input();
                    List<Integer> bytes = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        bytes.add(in.read());
                    }
                    return bytes;
                }))
                .containsExactly(0, 127, 128, 255, -1, -1);
    }

    @Test
    void read_intoAPartOfAnArray_changesNothingElse() throws Exception {
        send(1, 2, 3, 4);
        byte[] target = new byte[4];

        assertThat(bridged(() -> connection.input().readNBytes(target, 1, 2))).isEqualTo(2);
        assertThat(target).containsExactly(0, 1, 2, 0);
        assertThat(bridged(() -> connection.input().read())).isEqualTo(3);
    }

    @Test
    void readOfNothing_doesNotWait() {
        assertThat(bridged(() -> connection.input().read(new byte[1], 1, 0))).isZero();
        assertThatThrownBy(() -> bridged(() -> connection.input().read(new byte[1], 1, 1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void skip_saysHowManyThereWere() throws Exception {
        send(1, 2, 3, 4, 5);
        peer.shutdownOutput();

        assertThat(bridged(() -> connection.input().skip(3))).isEqualTo(3);
        assertThat(bridged(() -> connection.input().read())).isEqualTo(4);
        assertThat(bridged(() -> connection.input().skip(-1))).isZero();
        assertThat(bridged(() -> connection.input().skip(9))).isEqualTo(1);
        assertThat(bridged(() -> connection.input().skip(9))).isZero();
    }

    @Test
    void available_isWhatCanBeReadWithoutWaiting() throws Exception {
        InputStream in = connection.input();
        assertThat(in.available()).isZero();
        send(1, 2, 3, 4, 5);
        while (in.available() < 5) { // soon
            Thread.onSpinWait();
        }

        assertThat(bridged(() -> in.read(new byte[9]))).isEqualTo(5);
        assertThat(in.available()).isZero();
        in.close();
        assertThatThrownBy(in::available).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void bytesThatTheStreamHasNotGiven_areStillInTheConnection() throws Exception {
        send(1, 2, 3);
        ByteBuffer rest = ByteBuffer.allocate(2);

        assertThat(bridged(() -> connection.input().read())).isEqualTo(1);
        scheduler.run(() -> connection.readFully(rest));
        assertThat(rest.array()).containsExactly(2, 3);
    }

    @Test
    void read_ofAConnectionThatIsReset_throwsItsFailure() throws Exception {
        peer.setSoLinger(true, 0);
        peer.close();

        assertThatThrownBy(() -> bridged(() -> connection.input().read())).isInstanceOf(SocketException.class);
    }

    @Test
    void read_thatIsCancelled_takesNoByte() throws Exception {
        Task<Integer> reading =
                scheduler.start(Bridge.run(() -> connection.input().read()));
        while (scheduler.ledger().parked() < 1) { // soon
            Thread.onSpinWait();
        }
        reading.cancel();
        assertThatThrownBy(() -> scheduler.run(() -> reading)).isInstanceOf(CancellationException.class);
        send(7);

        assertThat(bridged(() -> connection.input().read())).isEqualTo(7);
    }

    // ---- output -----------------------------------------------------------------------------------------------------

    @Test
    void write_ofMoreThanTheSocketsTake_waitsUntilAllIsTaken() throws Exception {
        byte[] much = new byte[8 << 20];
        new Random(1).nextBytes(much);
        Task<Void> writing = scheduler.start(Bridge.run(() -> {
            OutputStream out = connection.output();
            out.write(0x1ff);
            out.write(much, 1, much.length - 1);
            out.write(much, 0, 0);
            out.flush();
            connection.shutdown().await();
            return null;
        }));
        byte[] read = peer.getInputStream().readAllBytes();
        scheduler.run(() -> writing);

        much[0] = (byte) 0xff;
        assertThat(read).isEqualTo(much);
    }

    @Test
    void close_ofEitherStream_closesTheConnectionForBoth() throws Exception {
        bridged(() -> {
            try (InputStream in = connection.input();
                    OutputStream out = connection.output()) {
                assertThat(in.markSupported()).isFalse();
                out.write(1);
            }
            return null;
        });

        assertThat(connection.isOpen()).isFalse();
        assertThat(peer.getInputStream().readAllBytes()).containsExactly(1);
        assertThatThrownBy(() -> bridged(() -> connection.input().read())).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> bridged(() -> {
                    connection.output().write(1);
                    return null;
                }))
                .isInstanceOf(ClosedChannelException.class);
    }

    // ---- elsewhere --------------------------------------------------------------------------------------------------

    @Test
    void views_onAPlainThread_sayWhatToDo() {
        assertThatThrownBy(() -> connection.input().read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dev.bobbin.net.TransportInput.read(")
                .hasMessageContaining("Bridge.run");
        assertThatThrownBy(() -> connection.output().write(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Channel.buffered(1).iterator().toIterator().hasNext())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void views_onAVirtualThread_parkIt() throws Exception {
        FutureTask<Integer> reading = new FutureTask<>(() -> connection.input().read());
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, reading);
        send(5);

        assertThat(reading.get(30, TimeUnit.SECONDS)).isEqualTo(5);
    }

    // ---- iterator ---------------------------------------------------------------------------------------------------

    @Test
    void iterator_ofAChannel_givesEachElementOnceAndThenTheEnd() {
        Channel<Integer> channel = Channel.rendezvous();
        Task<Void> sending = scheduler.start(Bridge.run(() -> {
            for (int i = 0; i < 100; i++) {
                channel.send(i).await();
            }
            channel.close();
            return null;
        }));

        assertThat(bridged(() -> {
                    Iterator<Integer> elements = channel.iterator().toIterator();
                    int sum = 0;
                    while (elements.hasNext() && elements.hasNext()) {
                        sum += elements.next();
                    }
                    assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
                    assertThat(elements.hasNext()).isFalse();
                    return sum;
                }))
                .isEqualTo(4_950);
        scheduler.run(() -> sending);
    }

    @Test
    void iterator_withoutHasNext_givesTheElements() {
        Channel<String> channel = Channel.buffered(2);
        scheduler.run(() -> channel.send("a"));
        scheduler.run(() -> channel.send("b"));
        channel.close();

        assertThat(bridged(() -> {
                    Iterator<String> elements = channel.iterator().toIterator();
                    return elements.next() + elements.next() + elements.hasNext();
                }))
                .isEqualTo("abfalse");
    }

    @Test
    void iterator_whoseSourceFails_throwsThatFailureAndGoesOn() {
        IOException failure = new IOException("once");
        AsyncIterator<Integer> source = new AsyncIterator<>() {
            private int asked;

            @Override
            public Async<Boolean> next() {
                return ++asked == 2 ? Async.failed(failure) : Async.done(asked < 4);
            }

            @Override
            public Integer value() {
                return asked;
            }
        };

        assertThat(bridged(() -> {
                    Iterator<Integer> elements = source.toIterator();
                    assertThat(elements.next()).isEqualTo(1);
                    assertThatThrownBy(elements::next).isSameAs(failure);
                    assertThat(elements.hasNext()).isTrue();
                    return elements.next();
                }))
                .isEqualTo(3);
    }

    @Test
    void iterator_thatIsCancelled_losesNoElement() {
        Channel<String> channel = Channel.rendezvous();
        Iterator<String> elements = channel.iterator().toIterator();
        Task<String> waiting = scheduler.start(Bridge.run(elements::next));
        while (scheduler.ledger().parked() < 1) { // soon
            Thread.onSpinWait();
        }
        waiting.cancel();
        assertThatThrownBy(() -> scheduler.run(() -> waiting)).isInstanceOf(CancellationException.class);
        Task<Void> sending = scheduler.start(channel.send("kept"));

        assertThat(bridged(elements::next)).isEqualTo("kept");
        scheduler.run(() -> sending);
    }
}
