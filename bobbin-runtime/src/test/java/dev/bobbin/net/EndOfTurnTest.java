package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.abi.Context;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What need not wait for the peer does not, however the turn stands: a task that has had its turn waits for the next, not for the
 * channel. The peer here does nothing, and there is no room for a byte.
 */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class EndOfTurnTest {
    @ParameterizedTest
    @EnumSource(Ends.Kind.class)
    void input_nothingMissing_isThereAtOnce(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            Connection peer = ends.peer();

            assertThat(atTheEndOfATurn(peer.readFully(full()))).isNull();
            assertThat(atTheEndOfATurn(peer.read(full()))).isEqualTo(0);
            assertThat(atTheEndOfATurn(peer.read(new ByteBuffer[] {full(), full()})))
                    .isEqualTo(0L);
        }
    }

    @Test
    void inputOfTls_nothingMissing_isThereAtOnce() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();

            assertThat(atTheEndOfATurn(pair.client.readFully(full()))).isNull();
            assertThat(atTheEndOfATurn(pair.client.read(full()))).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Ends.Kind.class)
    void output_nothingToSend_hasGoneAtOnce(Ends.Kind kind, @TempDir Path directory) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        try (Ends ends = kind.connect();
                FileChannel file = FileChannel.open(empty)) {
            Connection client = ends.client();
            fill((WritableByteChannel) client.channel());

            assertThat(atTheEndOfATurn(client.write(full()))).isEqualTo(0);
            assertThat(atTheEndOfATurn(client.writeFully(full()))).isNull();
            assertThat(atTheEndOfATurn(client.write(new ByteBuffer[] {full(), full()})))
                    .isEqualTo(0L);
            assertThat(atTheEndOfATurn(client.writeFully(new ByteBuffer[] {full(), full()})))
                    .isNull();
            assertThat(atTheEndOfATurn(client.transferFrom(file, 0, 1))).isEqualTo(0L);
            assertThat(atTheEndOfATurn(client.shutdown())).isNull();
        }
    }

    @Test
    void cancelledWhileItWaitsForItsTurn_leavesTheDirectionFree() throws Exception {
        try (Pair pair = new Pair()) {
            ByteBuffer target = ByteBuffer.allocate(1);
            Task<?> reader = Bobbin.start(inTurns(List.of(pair.peer.read(target)), new ArrayList<>()));
            reader.cancel();
            while (!reader.isDone()) {
                Thread.onSpinWait();
            }

            Bobbin.run(() -> pair.client.write(Pair.bytes(3)));
            ByteBuffer next = ByteBuffer.allocate(1);
            atTheEndOfATurn(pair.peer.readFully(next));

            assertThat(next.get(0)).isEqualTo((byte) 3);
            assertThat(target.position()).isZero();
        }
    }

    private static ByteBuffer full() {
        return ByteBuffer.allocate(0);
    }

    private static void fill(WritableByteChannel channel) throws Exception {
        ByteBuffer some = ByteBuffer.allocate(1 << 16);
        while (channel.write(some.clear()) > 0) {
            continue;
        }
    }

    private static @Nullable Object atTheEndOfATurn(Async<?> operation) throws Exception {
        List<@Nullable Object> results = new ArrayList<>();
        Pair.join(Bobbin.start(inTurns(List.of(operation), results)));
        return results.get(1);
    }

    /** Awaits each at the end of a turn, as if the monitor had ended that; what the one before has given comes into the list. */
    private static Async<Void> inTurns(List<Async<?>> operations, List<@Nullable Object> results) {
        Iterator<Async<?>> each = operations.iterator();
        return new Loop(last -> {
            results.add(last);
            Objects.requireNonNull(Context.current()).endTurn();
            return each.hasNext() ? each.next() : null;
        });
    }
}
