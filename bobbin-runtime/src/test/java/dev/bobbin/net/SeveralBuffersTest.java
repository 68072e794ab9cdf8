package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class SeveralBuffersTest {
    @ParameterizedTest
    @EnumSource
    void writeAndRead_ofSeveral_keepTheOrder(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given
            ByteBuffer[] sources = {ByteBuffer.allocate(0), bytes(1, 2), ByteBuffer.allocate(0), bytes(3), bytes(4, 5)};
            ByteBuffer[] targets = {ByteBuffer.allocate(1), ByteBuffer.allocate(0), ByteBuffer.allocateDirect(9)};
            Task<Long> reading = Bobbin.start(ends.peer().read(targets));
            untilWaiting(ends.peer(), OP_READ);

            // when
            long written = Bobbin.run(() -> ends.client().write(sources));

            // then
            assertThat(written).isEqualTo(5);
            assertThat(join(reading)).isEqualTo(5);
            assertThat(targets[0].flip()).isEqualTo(bytes(1));
            assertThat(targets[2].flip()).isEqualTo(bytes(2, 3, 4, 5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readAndWrite_withoutBuffersOrRoom_giveZeroAtOnce(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            ByteBuffer[] none = {};
            ByteBuffer[] full = {ByteBuffer.allocate(0), ByteBuffer.allocate(1).position(1)};
            for (ByteBuffer[] buffers : new ByteBuffer[][] {none, full}) {
                assertThat(Bobbin.<Long>run(() -> ends.peer().read(buffers))).isZero();
                assertThat(Bobbin.<Long>run(() -> ends.peer().write(buffers))).isZero();
                Bobbin.run(() -> ends.peer().writeFully(buffers));
            }
            ByteBuffer[] readOnly = {bytes(1).asReadOnlyBuffer()};
            assertThatThrownBy(() -> ends.peer().read(readOnly)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_atTheEndOfTheStream_givesMinusOne(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            Bobbin.run(ends.client()::shutdown);
            ByteBuffer[] targets = {ByteBuffer.allocate(1)};
            assertThat(Bobbin.<Long>run(() -> ends.peer().read(targets))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeFully_ofManyOfEachKindAndSize_givesTheBytesInOrder(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect()) {
            // given: some 20 MB, more than the sockets hold; more buffers than a system call takes
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);
            ByteBuffer[] sources = new ByteBuffer[3000];
            int total = 0;
            for (int i = 0; i < sources.length; i++) {
                int size = i % 100 == 0 ? random.nextInt(1_000_000) : i % 7 == 0 ? 0 : random.nextInt(3000);
                sources[i] = random.nextBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
                for (int j = 0; j < size; j++, total++) {
                    sources[i].put(j, (byte) (total * 31 + (total >> 12)));
                }
            }

            // when
            Task<Void> writing = Bobbin.start(ends.client().writeFully(sources));
            untilWaiting(ends.client(), OP_WRITE);
            ByteBuffer target = ByteBuffer.allocate(total);
            ByteBuffer[] targets = {
                target.slice(0, total / 3),
                target.slice(total / 3, 7),
                target.slice(total / 3 + 7, total - total / 3 - 7)
            };
            for (long n = 0; n < total; ) {
                n += Bobbin.<Long>run(() -> ends.peer().read(targets));
            }
            join(writing);

            // then
            for (int i = 0; i < total; i++) {
                if (target.get(i) != (byte) (i * 31 + (i >> 12))) {
                    throw new AssertionError("byte " + i + " of " + total + ", seed " + seed);
                }
            }
            for (ByteBuffer source : sources) {
                assertThat(source.hasRemaining()).isFalse();
                assertThat(source.limit()).isEqualTo(source.capacity());
            }
        }
    }

    @Test
    void next_ofHeapBuffers_handsOnAPieceAndRestoresTheLimit() throws Exception {
        // given
        ByteBuffer[] all = {
            ByteBuffer.allocate(1), ByteBuffer.allocate(60_000), ByteBuffer.allocate(60_000), ByteBuffer.allocate(1)
        };
        Buffers buffers = new Buffers(all);
        all[0] = ByteBuffer.allocate(100); // theirs is a copy
        assertThat(buffers.hasRemaining()).isTrue();

        // when
        long handed = buffers.next((some, first, count) -> {
            long sum = 0;
            for (int i = first; i < first + count; i++) {
                sum += some[i].remaining();
            }
            return sum;
        });

        // then
        assertThat(handed).isEqualTo(Buffers.PIECE);
        assertThat(all[2].limit()).isEqualTo(60_000);
    }
}
