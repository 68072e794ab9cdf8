package dev.bobbin.lab.blocking;

import dev.bobbin.lab.ccall.JniCalls;
import dev.bobbin.lab.trial.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain call that blocks whoever makes it until it is released. For one caller. */
interface Hold {
    /** Comes back when released. */
    void block();

    void release();

    /** @param by a read from a socket, or a call of a function in C that waits */
    static Hold of(String by) throws IOException {
        return switch (by) {
            case "read" -> new Reading();
            case "native" -> new InC();
            default -> throw new IllegalArgumentException("nothing blocks by '" + by + "'");
        };
    }

    /** From a connection by which nothing comes until it is released; the JDK parks a virtual thread here. */
    final class Reading implements Hold {
        private static final int BYTE = 42;

        private final Socket reader;
        private final Socket writer;

        Reading() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                writer = new Socket(server.getInetAddress(), server.getLocalPort());
                reader = server.accept();
            }
        }

        @Override
        public void block() {
            try (reader) {
                Answer.check(
                        "byte that was waited for",
                        BYTE,
                        reader.getInputStream().read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void release() {
            try (writer) {
                writer.getOutputStream().write(BYTE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As in a driver that is written in C; nobody can take such a frame off a thread. */
    final class InC implements Hold {
        @Override
        public void block() {
            JniCalls.hold();
        }

        @Override
        public void release() {
            JniCalls.release();
        }
    }
}
