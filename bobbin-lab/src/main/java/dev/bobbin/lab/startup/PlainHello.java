package dev.bobbin.lab.startup;

import java.io.IOException;

/** {@link Hello} without coroutines. */
public final class PlainHello {
    private PlainHello() {}

    /** @param args if there are any, it does not end before its standard input does */
    public static void main(String[] args) throws IOException {
        System.out.println(answer(41));
        if (args.length > 0) {
            System.in.read();
        }
    }

    private static Integer answer(int x) {
        Thread.yield();
        return x + 1;
    }
}
