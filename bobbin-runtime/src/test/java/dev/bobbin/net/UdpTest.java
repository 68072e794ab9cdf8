package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class UdpTest {
    @Test
    void receive_beforeAndAfterSend_givesDatagramAndSender() throws Exception {
        try (UdpSocket a = Udp.bind(anyPort());
                UdpSocket b = Udp.bind(anyPort())) {
            for (boolean before : new boolean[] {true, false}) {
                // given
                ByteBuffer target = ByteBuffer.allocate(10);
                Task<InetSocketAddress> receiving = null;
                if (before) {
                    receiving = Bobbin.start(b.receive(target));
                    untilWaiting(b, OP_READ);
                }

                // when
                Bobbin.run(() -> a.send(bytes(1, 2, 3), b.localAddress()));
                InetSocketAddress sender = receiving == null ? Bobbin.run(() -> b.receive(target)) : join(receiving);

                // then
                assertThat(sender).isEqualTo(a.localAddress());
                assertThat(target.flip()).isEqualTo(bytes(1, 2, 3));
            }
        }
    }

    @Test
    void close_byATaskThatThePollerRuns_returns() throws Exception {
        // given: an executor whose tasks run on the thread that wakes them
        Scheduler inPlace = Scheduler.on(Runnable::run);
        try (UdpSocket closed = Udp.bind(anyPort());
                UdpSocket sender = Udp.bind(anyPort())) {
            ByteBuffer target = ByteBuffer.allocate(1);
            Iterator<Async<?>> once = List.<Async<?>>of(closed.receive(target)).iterator();
            Task<Void> receiving = inPlace.start(new Loop(last -> {
                if (once.hasNext()) {
                    return once.next();
                }
                closed.close();
                return null;
            }));
            untilWaiting(closed, OP_READ);

            // when
            Bobbin.run(() -> sender.send(bytes(1), closed.localAddress()));

            // then
            join(receiving);
            assertThat(target.position()).isOne();
        } finally {
            inPlace.close();
        }
    }

    @Test
    void datagrams_emptyAndLargest_arriveWhole() throws Exception {
        try (UdpSocket a = Udp.bind(anyPort());
                UdpSocket b = Udp.bind(anyPort());
                UdpSocket connected = Udp.connect(b.localAddress())) {
            // when
            Bobbin.run(() -> a.send(ByteBuffer.allocate(0), b.localAddress()));
            assertThatThrownBy(() -> Bobbin.run(() -> connected.write(ByteBuffer.allocate(0))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("empty");
            Bobbin.run(() -> a.send(ByteBuffer.allocate(65_507), b.localAddress()));

            // then
            ByteBuffer target = ByteBuffer.allocate(1 << 20);
            assertThat(Bobbin.<InetSocketAddress>run(() -> b.receive(target))).isEqualTo(a.localAddress());
            assertThat(target.position()).isZero();
            Bobbin.run(() -> b.receive(target));
            assertThat(target.position()).isEqualTo(65_507);
            assertThat(target.limit()).isEqualTo(1 << 20);

            // when
            Bobbin.run(() -> b.send(ByteBuffer.allocate(0), connected.localAddress()));

            // then
            assertThat(Bobbin.<Integer>run(() -> connected.read(target))).isZero();
        }
    }

    @Test
    void receive_moreThanThereIsRoomFor_losesTheRestOfThatDatagram() throws Exception {
        try (UdpSocket a = Udp.bind(anyPort());
                UdpSocket b = Udp.bind(anyPort())) {
            // given
            Bobbin.run(() -> a.send(bytes(1, 2, 3, 4), b.localAddress()));
            Bobbin.run(() -> a.send(bytes(5), b.localAddress()));

            // when
            ByteBuffer target = ByteBuffer.allocate(2);
            Bobbin.run(() -> b.receive(target));
            ByteBuffer next = ByteBuffer.allocate(2);
            Bobbin.run(() -> b.receive(next));

            // then
            assertThat(target.flip()).isEqualTo(bytes(1, 2));
            assertThat(next.flip()).isEqualTo(bytes(5));
        }
    }

    @Test
    void connected_readsFromItsPeerOnly() throws Exception {
        try (UdpSocket peer = Udp.bind(anyPort());
                UdpSocket stranger = Udp.bind(anyPort());
                UdpSocket socket = Udp.connect(peer.localAddress())) {
            // given
            Bobbin.run(() -> stranger.send(bytes(1), socket.localAddress()));
            Bobbin.run(() -> socket.write(bytes(2, 3)));
            ByteBuffer request = ByteBuffer.allocate(10);
            InetSocketAddress sender = Bobbin.run(() -> peer.receive(request));

            // when
            Bobbin.run(() -> peer.send(bytes(4, 5), sender));
            ByteBuffer answer = ByteBuffer.allocate(10);
            int n = Bobbin.run(() -> socket.read(answer));

            // then
            assertThat(request.flip()).isEqualTo(bytes(2, 3));
            assertThat(n).isEqualTo(2);
            assertThat(answer.flip()).isEqualTo(bytes(4, 5));
            assertThat(socket.remoteAddress()).isEqualTo(peer.localAddress());
            assertThat(socket.toString()).contains(" to " + peer.localAddress());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connected_nobodyListensThere_isToldAndCanBeUsedOn() throws Exception {
        // given
        InetSocketAddress address;
        try (UdpSocket gone = Udp.bind(anyPort())) {
            address = gone.localAddress();
        }
        try (UdpSocket socket = Udp.connect(address)) {
            Task<Integer> reading = Bobbin.start(socket.read(ByteBuffer.allocate(1)));
            untilWaiting(socket, OP_READ);

            // when
            Bobbin.run(() -> socket.write(bytes(1)));

            // then
            assertThatThrownBy(() -> join(reading)).isInstanceOf(PortUnreachableException.class);
            try (UdpSocket late = Udp.bind(address)) {
                Bobbin.run(() -> socket.write(bytes(2)));
                ByteBuffer target = ByteBuffer.allocate(1);
                Bobbin.run(() -> late.receive(target));
                assertThat(target.get(0)).isEqualTo((byte) 2);
            }
            Bobbin.run(() -> socket.write(bytes(3)));
            assertThatThrownBy(() -> Bobbin.run(() -> socket.write(bytes(4))))
                    .isInstanceOf(PortUnreachableException.class);
        }
    }

    @Test
    void receive_whileAnotherWaits_isRefusedAndDoesNotDisturb() throws Exception {
        try (UdpSocket socket = Udp.bind(anyPort())) {
            // given
            Task<InetSocketAddress> first = Bobbin.start(socket.receive(ByteBuffer.allocate(1)));
            untilWaiting(socket, OP_READ);

            // then
            assertThatThrownBy(() -> Bobbin.run(() -> socket.receive(ByteBuffer.allocate(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another receive on UdpSocket[");
            Bobbin.run(() -> socket.send(bytes(1), socket.localAddress()));
            assertThat(join(first)).isEqualTo(socket.localAddress());
        }
    }

    @Test
    void operations_thatAreNotForThisKind_areRefused() throws Exception {
        try (UdpSocket bound = Udp.bind(anyPort());
                UdpSocket connected = Udp.connect(bound.localAddress())) {
            assertThatThrownBy(() -> bound.read(bytes(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use receive");
            assertThatThrownBy(() -> bound.write(bytes(1))).hasMessageContaining("use send");
            assertThatThrownBy(() -> connected.receive(bytes(1))).hasMessageContaining("use read");
            assertThatThrownBy(() -> connected.send(bytes(1), bound.localAddress()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use write");
            assertThatThrownBy(bound::remoteAddress).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> bound.receive(bytes(1).asReadOnlyBuffer()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void send_whatCannotBeSent_namesSizeAndTarget() throws Exception {
        try (UdpSocket socket = Udp.bind(anyPort())) {
            for (int size : new int[] {65_508, 1 << 20}) {
                assertThatThrownBy(
                                () -> Bobbin.run(() -> socket.send(ByteBuffer.allocate(size), socket.localAddress())))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("send " + size + " bytes to " + socket.localAddress());
            }
            InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
            assertThatThrownBy(() -> Bobbin.run(() -> socket.send(bytes(1), unresolved)))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("nowhere.invalid");
            assertThatThrownBy(() -> Udp.bind(unresolved)).isInstanceOf(UnknownHostException.class);
            assertThatThrownBy(() -> Udp.connect(unresolved)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void bind_portInUse_namesTheAddress() throws Exception {
        try (UdpSocket socket = Udp.bind(anyPort())) {
            assertThatThrownBy(() -> Udp.bind(socket.localAddress()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(socket.localAddress().toString());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void broadcast_notAllowedAtFirst_isAllowedThen() throws Exception {
        try (UdpSocket socket = Udp.bind(anyPort())) {
            // given
            InetSocketAddress all = new InetSocketAddress("255.255.255.255", 9);
            assertThatThrownBy(() -> Bobbin.run(() -> socket.send(bytes(1), all)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("255.255.255.255");

            // when
            socket.broadcast(true);

            // then
            assertThat(socket.channel().getOption(StandardSocketOptions.SO_BROADCAST))
                    .isTrue();
        }
    }

    @Test
    void close_whileReceiveWaits_wakesItAndFreesThePort() throws Exception {
        InetSocketAddress address = anyPort();
        for (int i = 0; i < 100; i++) {
            // given
            UdpSocket socket = Udp.bind(address);
            address = socket.localAddress();
            Task<InetSocketAddress> receiving = Bobbin.start(socket.receive(ByteBuffer.allocate(1)));
            untilWaiting(socket, OP_READ);

            // when
            socket.close();
            socket.close();

            // then
            assertThatThrownBy(() -> join(receiving)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> Bobbin.run(() -> socket.send(bytes(1), anyPort())))
                    .isInstanceOf(ClosedChannelException.class);
            assertThat(socket.isOpen()).isFalse();
            assertThat(socket.toString()).contains("closed");
        }
    }

    @Test
    void cancel_racingWithADatagram_losesNone() throws Exception {
        try (UdpSocket a = Udp.bind(anyPort());
                UdpSocket b = Udp.bind(anyPort())) {
            int rounds = 5000;
            int received = 0;
            for (int i = 0; i < rounds; i++) {
                // when
                Task<InetSocketAddress> receiving = Bobbin.start(b.receive(ByteBuffer.allocate(1)));
                Task<Void> sending = Bobbin.start(a.send(bytes(i), b.localAddress()));
                if (i % 3 == 0) {
                    Thread.yield();
                }
                receiving.cancel();
                join(sending);

                // then: either this receive has it or the next will; over loopback none is lost while there is room
                try {
                    join(receiving);
                    received++;
                } catch (CancellationException e) {
                    ByteBuffer target = ByteBuffer.allocate(1);
                    Bobbin.run(() -> b.receive(target));
                    assertThat(target.get(0)).isEqualTo((byte) i);
                    received++;
                }
            }
            assertThat(received).isEqualTo(rounds);
            assertThat(b.waiting(OP_READ)).isNull();
        }
    }
}
