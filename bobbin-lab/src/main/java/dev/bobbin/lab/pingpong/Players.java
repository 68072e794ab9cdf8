package dev.bobbin.lab.pingpong;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** Two tasks that hand a value to and fro; each adds one to it. */
final class Players {
    private Players() {}

    /** The value after so many rounds, each of which adds two. */
    static Async<Integer> play(int rounds) {
        Mailbox there = new Mailbox();
        Mailbox back = new Mailbox();
        int last;
        try (var scope = Scope.open()) {
            Task<Integer> first = scope.spawn(serve(there, back, rounds));
            scope.spawn(answer(there, back, rounds));
            last = first.await();
            scope.join().await();
        }
        return done(last);
    }

    private static Async<Integer> serve(Mailbox there, Mailbox back, int rounds) {
        int value = 0;
        for (int i = 0; i < rounds; i++) {
            there.put(value + 1);
            value = back.take().await();
        }
        return done(value);
    }

    private static Async<Void> answer(Mailbox there, Mailbox back, int rounds) {
        for (int i = 0; i < rounds; i++) {
            int value = there.take().await();
            back.put(value + 1);
        }
        return done();
    }
}
