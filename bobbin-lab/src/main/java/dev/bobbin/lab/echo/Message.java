package dev.bobbin.lab.echo;

import java.nio.ByteBuffer;

/** What goes to and fro: 64 bytes that no other message of a run has. */
final class Message {
    static final int BYTES = 64;

    private Message() {}

    /** Fills the empty buffer, and makes it ready to be written. */
    static void put(ByteBuffer buffer, int connection, long number) {
        buffer.clear();
        for (int i = 0; buffer.hasRemaining(); i++) {
            buffer.putLong(word(connection, number, i));
        }
        buffer.flip();
    }

    /** Whether the full buffer holds that message. */
    static boolean isIn(ByteBuffer buffer, int connection, long number) {
        for (int i = 0; i < BYTES / Long.BYTES; i++) {
            if (buffer.getLong(i * Long.BYTES) != word(connection, number, i)) {
                return false;
            }
        }
        return true;
    }

    private static long word(int connection, long number, int place) {
        return (number << 24 ^ (long) connection << 3 ^ place) * 0x9E3779B97F4A7C15L;
    }
}
