package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The operations of connections: by TCP, Unix sockets and TLS. */
abstract class StreamContracts extends Contract {
    private static final ByteBuffer PATTERN = TlsPair.pattern(1 << 22);

    private final AutoCloseable both;
    final Transport client;
    final Transport peer;

    private StreamContracts(Kind kind) throws Exception {
        if (kind == Kind.TLS) {
            TlsPair pair = new TlsPair("TLSv1.3");
            pair.client.option(StandardSocketOptions.SO_SNDBUF, 1 << 14);
            both = pair;
            client = pair.client;
            peer = pair.server;
        } else {
            Ends ends = (kind == Kind.TCP ? Ends.Kind.TCP : Ends.Kind.UNIX).connect();
            ends.client().option(StandardSocketOptions.SO_SNDBUF, 1 << 14);
            both = ends;
            client = ends.client();
            peer = ends.peer();
        }
    }

    private enum Kind {
        TCP,
        UNIX,
        TLS
    }

    private interface Maker {
        StreamContracts make(Kind kind) throws Exception;
    }

    static List<ContractTest.Row> rows() {
        List<ContractTest.Row> rows = new ArrayList<>();
        add(rows, "read", ReadSome::new);
        add(rows, "readFully", ReadAll::new);
        add(rows, "write", kind -> new WriteSome(kind, false));
        add(rows, "writeFully", kind -> new WriteSome(kind, true));
        add(rows, "shutdown", Shut::new);
        add(rows, "closeGracefully", CloseBoth::new);
        rows.add(row("Connection.transferFrom", " by TCP", 300, () -> new Transfer(Kind.TCP)));
        rows.add(row("Connection.transferFrom", " by Unix", 300, () -> new Transfer(Kind.UNIX)));
        rows.add(row("TlsConnection.handshake", "", 200, HandShake::new));
        return rows;
    }

    private static void add(List<ContractTest.Row> rows, String verb, Maker maker) {
        rows.add(row("Transport." + verb + " Connection." + verb, " by TCP", 500, () -> maker.make(Kind.TCP)));
        rows.add(row("Connection." + verb, " by Unix", 500, () -> maker.make(Kind.UNIX)));
        rows.add(row("Transport." + verb + " TlsConnection." + verb, "", 200, () -> shaken(maker.make(Kind.TLS))));
    }

    private static ContractTest.Row row(String operations, String how, int seeds, Callable<Contract> maker) {
        return new ContractTest.Row(operations, how, seeds, maker);
    }

    private static StreamContracts shaken(StreamContracts made) throws Exception {
        ((TlsPair) made.both).shakeHands();
        made.shaken();
        return made;
    }

    /** The handshake of TLS has been made. */
    void shaken() throws Exception {}

    @Override
    public void close() throws Exception {
        both.close();
    }

    static void writeAll(Transport transport, ByteBuffer bytes) throws Exception {
        join(Bobbin.start(transport.writeFully(bytes)));
    }

    static ByteBuffer readAll(Transport transport, int count) throws Exception {
        ByteBuffer all = ByteBuffer.allocate(count);
        join(Bobbin.start(transport.readFully(all)));
        return all.flip();
    }

    private static final class ReadSome extends StreamContracts {
        private final ByteBuffer buffer = ByteBuffer.allocate(1);

        ReadSome(Kind kind) throws Exception {
            super(kind);
        }

        @Override
        Async<?> operation() throws Exception {
            return client.read(buffer);
        }

        @Override
        void step() throws Exception {
            writeAll(peer, bytes(1));
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(buffer.position()).isEqualTo(returned ? 1 : 0);
            writeAll(peer, bytes(2));
            assertThat(readAll(client, returned ? 1 : 2)).isEqualTo(returned ? bytes(2) : bytes(1, 2));
        }
    }

    private static final class ReadAll extends StreamContracts {
        private final ByteBuffer buffer = ByteBuffer.allocate(3);
        private int steps;

        ReadAll(Kind kind) throws Exception {
            super(kind);
        }

        @Override
        Async<?> operation() throws Exception {
            return client.readFully(buffer);
        }

        @Override
        int steps() {
            return 3;
        }

        @Override
        void step() throws Exception {
            writeAll(peer, bytes(++steps));
        }

        @Override
        boolean isStuck() {
            return buffer.position() == steps;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(returned && buffer.hasRemaining()).isFalse();
            writeAll(peer, bytes(4));
            ByteBuffer rest = readAll(client, 4 - buffer.position());
            assertThat(ByteBuffer.allocate(4).put(buffer.flip()).put(rest).flip())
                    .isEqualTo(bytes(1, 2, 3, 4));
        }
    }

    /** With a reader that begins late, and says what has come until the end. */
    private abstract static class Sends extends StreamContracts {
        private final ByteBuffer received = ByteBuffer.allocate(PATTERN.capacity());
        private @Nullable Task<Void> reader;

        Sends(Kind kind) throws Exception {
            super(kind);
        }

        @Override
        void step() throws Exception {
            reader = Bobbin.start(new Loop(last -> last instanceof Integer n && n < 0 ? null : peer.read(received)));
        }

        final ByteBuffer receivedUntilTheEnd() throws Exception {
            assertThat(reader).isNotNull();
            join(reader);
            return received.flip();
        }
    }

    /** The stream that is sent is the pattern: as much as there is room for, and then what the operation sends. */
    private static final class WriteSome extends Sends {
        private final boolean all;
        private ByteBuffer source = PATTERN.duplicate();

        WriteSome(Kind kind, boolean all) throws Exception {
            super(kind);
            this.all = all;
            if (kind != Kind.TLS) {
                shaken();
            }
        }

        @Override
        void shaken() throws Exception {
            int before;
            do { // what has been sent may have made room in the meantime
                before = source.position();
                Task<Void> filling = Bobbin.start(client.writeFully(source));
                while (!filling.toString().endsWith(" waiting")) {
                    Thread.onSpinWait();
                }
                filling.cancel();
                while (!filling.isDone()) {
                    Thread.onSpinWait();
                }
            } while (source.position() != before);
            source = source.duplicate().limit(before + 50_000);
        }

        @Override
        Async<?> operation() throws Exception {
            return all ? client.writeFully(source) : client.write(source);
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (all && returned) {
                assertThat(source.hasRemaining()).isFalse();
            }
            join(Bobbin.start(client.shutdown()));
            ByteBuffer received = receivedUntilTheEnd();
            assertThat(received.limit()).isEqualTo(source.position());
            assertThat(received.equals(PATTERN.slice(0, source.position()))).isTrue();
        }
    }

    private static final class Shut extends StreamContracts {
        Shut(Kind kind) throws Exception {
            super(kind);
        }

        @Override
        Async<?> operation() throws Exception {
            return client.shutdown();
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (!returned) {
                join(Bobbin.start(client.shutdown()));
            }
            assertThat(join(Bobbin.start(peer.read(ByteBuffer.allocate(1))))).isEqualTo(-1);
            writeAll(peer, bytes(1)); // the other direction is open
            assertThat(readAll(client, 1)).isEqualTo(bytes(1));
        }
    }

    private static final class CloseBoth extends StreamContracts {
        private @Nullable Task<Void> closing;

        CloseBoth(Kind kind) throws Exception {
            super(kind);
        }

        @Override
        Async<?> operation() throws Exception {
            return client.closeGracefully();
        }

        @Override
        void step() throws Exception {
            closing = Bobbin.start(peer.closeGracefully());
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(client.isOpen()).isFalse();
            while (!closing.isDone()) { // well, or because the client has gone
                Thread.onSpinWait();
            }
            assertThat(peer.isOpen()).isFalse();
        }
    }

    private static final class Transfer extends Sends {
        private static final int SIZE = 1 << 20;
        private final Path path = Files.createTempFile("contract", null);
        private final FileChannel file;

        Transfer(Kind kind) throws Exception {
            super(kind);
            Files.write(path, Arrays.copyOf(PATTERN.array(), SIZE));
            file = FileChannel.open(path, StandardOpenOption.READ);
        }

        @Override
        Async<?> operation() throws Exception {
            return ((Connection) client).transferFrom(file, 0, SIZE);
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            client.close();
            ByteBuffer received = receivedUntilTheEnd();
            if (returned) {
                assertThat(received.limit()).isEqualTo(SIZE);
            }
            assertThat(received.equals(PATTERN.slice(0, received.limit()))).isTrue();
        }

        @Override
        public void close() throws Exception {
            super.close();
            file.close();
            Files.delete(path);
        }
    }

    private static final class HandShake extends StreamContracts {
        private @Nullable Task<?> shaking;

        HandShake() throws Exception {
            super(Kind.TLS);
        }

        @Override
        Async<?> operation() throws Exception {
            return ((TlsConnection) client).handshake();
        }

        @Override
        void step() throws Exception {
            shaking = Bobbin.start(((TlsConnection) peer).handshake());
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (!returned) {
                join(Bobbin.start(((TlsConnection) client).handshake()));
            }
            join(shaking);
            writeAll(client, bytes(1));
            assertThat(readAll(peer, 1)).isEqualTo(bytes(1));
        }
    }
}
