package dev.bobbin.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The buffers of a scattering read or gathering write, of which NIO gets a piece at a time.
 *
 * <p>NIO hands a direct buffer to the system as it is. Of any other it copies all that is left through a direct buffer which it
 * then keeps for the thread: all of it at each try, however little the socket takes or gives. So it is given at most
 * {@link #PIECE} bytes of such buffers, and at most {@link #MOST} of them, each of which may in time get such a direct buffer of that
 * size for itself: a megabyte for a thread. {@code DirectBufferTest} holds it to that.
 */
final class Buffers {
    /** The most that is given to NIO of heap buffers. */
    static final int PIECE = 64 << 10;

    /** The most heap buffers that are given to NIO at once. */
    private static final int MOST = 16;

    private final ByteBuffer[] all;

    /** Those before have nothing left. */
    private int first;

    Buffers(ByteBuffer[] all) {
        this.all = all.clone();
    }

    /** What a channel does with some buffers of an array. */
    interface Transfer {
        long apply(ByteBuffer[] buffers, int first, int count) throws IOException;
    }

    /** Whether there is room, or are bytes, in any of them. */
    boolean hasRemaining() {
        while (first < all.length && !all[first].hasRemaining()) {
            first++;
        }
        return first < all.length;
    }

    /** Hands as many of them on as one try may have, the last perhaps in part, and gives its result. */
    long next(Transfer transfer) throws IOException {
        int heap = PIECE;
        int copied = 0;
        int end = first;
        ByteBuffer last;
        int limit;
        do {
            last = all[end++];
            limit = cut(last, heap);
            if (!last.isDirect() && last.hasRemaining()) {
                heap -= last.remaining();
                copied++;
            }
        } while (heap > 0 && copied < MOST && end < all.length);
        try {
            return transfer.apply(all, first, end - first);
        } finally {
            last.limit(limit); // no other was cut
        }
    }

    /**
     * Lowers the limit of a heap buffer so that at most so many bytes remain.
     *
     * @return the limit that it had
     */
    static int cut(ByteBuffer buffer, int most) {
        int limit = buffer.limit();
        if (!buffer.isDirect() && buffer.remaining() > most) {
            buffer.limit(buffer.position() + most);
        }
        return limit;
    }

    /** The buffer, which can be read into. */
    static ByteBuffer writable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("cannot read into a read-only buffer");
        }
        return target;
    }
}
