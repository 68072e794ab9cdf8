package dev.bobbin.net;

import static dev.bobbin.net.Pair.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What NIO copies goes through direct buffers that it makes for the thread; the JVM counts them, up to JDK 23 (JDK-8344882). */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class DirectBufferTest {
    private static final int SIZE = 8 << 20;

    /** The least that is counted for a copy. */
    private static final long SOME = Runtime.version().feature() <= 23 ? 1 : 0;

    @Test
    void directBuffers_areHandedOnWithoutACopy() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
        ByteBuffer[] several = {buffer.slice(0, SIZE / 2), buffer.slice(SIZE / 2, SIZE / 2)};
        assertThat(madeForACopy(connection -> connection.writeFully(buffer.clear()), SIZE))
                .isZero();
        assertThat(madeForACopy(connection -> connection.writeFully(cleared(several)), SIZE))
                .isZero();
    }

    @Test
    void heapBuffers_areCopiedInPieces() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        ByteBuffer[] several = {buffer.slice(0, SIZE / 2), buffer.slice(SIZE / 2, SIZE / 2)};
        assertThat(madeForACopy(connection -> connection.writeFully(buffer.clear()), SIZE))
                .isBetween(SOME, 64L << 10);
        assertThat(madeForACopy(connection -> connection.writeFully(cleared(several)), SIZE))
                .isBetween(SOME, 2 * (64L << 10)); // one for each
    }

    @Test
    void manyHeapBuffersOfAllSizes_areCopiedThroughAMegabyteAtMost() throws Exception {
        // given: those that NIO keeps are replaced by larger ones, one after the other
        ByteBuffer[] many = new ByteBuffer[2000];
        int total = 0;
        for (int i = 0; i < many.length; i++) {
            many[i] = ByteBuffer.allocate(i % 64 == 63 ? 64 << 10 : 1 + i);
            total += many[i].remaining();
        }

        // then
        assertThat(madeForACopy(connection -> connection.writeFully(cleared(many)), total))
                .isBetween(SOME, 1L << 20);
    }

    private interface Writing {
        Async<Void> to(Connection connection) throws IOException;
    }

    /**
     * How many bytes of direct buffers NIO makes, in a thread that has none, while it writes that many. The largest of some
     * counts: whatever else there was may be collected during one, which makes it smaller.
     */
    private static long madeForACopy(Writing writing, int size) throws Exception {
        ByteBuffer target = ByteBuffer.allocateDirect(size);
        long most = 0;
        for (int i = 0; i < 5; i++) {
            most = Math.max(most, madeOnce(writing, target.clear()));
        }
        return most;
    }

    private static long madeOnce(Writing writing, ByteBuffer target) throws Exception {
        try (Pair pair = new Pair()) {
            long[] made = new long[1];
            Thread thread = new Thread(() -> {
                try (Scheduler single = Scheduler.single()) {
                    Task<Void> reading = Bobbin.start(pair.peer.readFully(target));
                    long before = direct();
                    single.run(() -> writing.to(pair.client));
                    join(reading);
                    made[0] = direct() - before;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            thread.start();
            thread.join();
            assertThat(target.hasRemaining()).isFalse();
            return made[0];
        }
    }

    private static ByteBuffer[] cleared(ByteBuffer[] buffers) {
        for (ByteBuffer buffer : buffers) {
            buffer.clear();
        }
        return buffers;
    }

    private static long direct() {
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                return pool.getTotalCapacity();
            }
        }
        throw new AssertionError("no such pool");
    }
}
