package dev.bobbin.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code Main ROOT TARGET}: makes the site of the house in one directory, into another. */
final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: Main ROOT TARGET");
            System.exit(2);
        }
        List<Mistake> mistakes = Site.write(Path.of(args[0]).toRealPath(), Path.of(args[1]));
        mistakes.forEach(System.err::println);
        if (!mistakes.isEmpty()) {
            System.exit(2);
        }
    }
}
