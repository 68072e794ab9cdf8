package dev.bobbin.lab.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it gets, but for the last byte of every message. */
final class LyingServer {
    private LyingServer() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Listening.on(server.getLocalPort());
            try (Socket connection = server.accept()) {
                while (true) {
                    byte[] message = connection.getInputStream().readNBytes(Message.BYTES);
                    message[message.length - 1]++;
                    connection.getOutputStream().write(message);
                }
            }
        }
    }
}
