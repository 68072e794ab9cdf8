package dev.bobbin.lab.echo;

/** What a server of this bench tells the lab: the line that says where it listens. Its next lines, if it fails, are its last words. */
final class Listening {
    static final String PREFIX = "listening ";
    static final int BACKLOG = 4096;

    private Listening() {}

    static void on(int port) {
        System.out.println(PREFIX + port);
    }
}
