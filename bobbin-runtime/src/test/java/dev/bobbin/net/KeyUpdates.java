package dev.bobbin.net;

import static dev.bobbin.net.TlsPair.untilWaiting;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.nio.ByteBuffer;
import java.security.Security;

/** A program of its own, since the limit is read once: both sides change keys every 128 KiB, while both sockets are full. */
final class KeyUpdates {
    private KeyUpdates() {}

    public static void main(String[] arguments) throws Exception {
        String each = " KeyUpdate 2^17";
        Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding" + each + ", ChaCha20-Poly1305" + each);
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            pair.shakeHands();
            ByteBuffer pattern = TlsPair.pattern(8 << 20);
            ByteBuffer there = ByteBuffer.allocate(pattern.capacity());
            ByteBuffer back = ByteBuffer.allocate(pattern.capacity());
            Task<Void> a = Bobbin.start(pair.client.writeFully(pattern.duplicate()));
            Task<Void> b = Bobbin.start(pair.server.writeFully(pattern.duplicate()));
            untilWaiting(pair.client, false);
            untilWaiting(pair.server, false);
            Bobbin.run(() -> pair.client.readFully(back)); // has new keys to answer, and no room to do so
            Bobbin.run(() -> pair.server.readFully(there));
            Bobbin.run(() -> a);
            Bobbin.run(() -> b);
            System.out.println(there.flip().equals(pattern) && back.flip().equals(pattern) ? "all arrived" : "damaged");
        }
    }
}
