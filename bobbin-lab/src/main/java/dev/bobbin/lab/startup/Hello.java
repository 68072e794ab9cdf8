package dev.bobbin.lab.startup;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.io.IOException;

/** The program that is started: one await, which suspends. */
public final class Hello {
    private Hello() {}

    /** @param args if there are any, it does not end before its standard input does */
    public static void main(String[] args) throws IOException {
        System.out.println(Bobbin.run(() -> answer(41)));
        if (args.length > 0) {
            System.in.read();
        }
    }

    private static Async<Integer> answer(int x) {
        Bobbin.yieldNow().await();
        return done(x + 1);
    }
}
