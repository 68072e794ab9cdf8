package dev.bobbin.lab.pingpong;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** Two tasks that hand a value to and fro, through two channels without a buffer; each adds one to it. */
final class Players {
    private Players() {}

    /** The value after so many rounds, each of which adds two. */
    static Async<Integer> play(int rounds) {
        Channel<Integer> there = Channel.rendezvous();
        Channel<Integer> back = Channel.rendezvous();
        int last;
        try (var scope = Scope.open()) {
            Task<Integer> first = scope.spawn(serve(there, back, rounds));
            scope.spawn(answer(there, back, rounds));
            last = first.await();
            scope.join().await();
        }
        return done(last);
    }

    private static Async<Integer> serve(Channel<Integer> there, Channel<Integer> back, int rounds) {
        int value = 0;
        for (int i = 0; i < rounds; i++) {
            there.send(value + 1).await();
            value = back.receive().await();
        }
        return done(value);
    }

    private static Async<Void> answer(Channel<Integer> there, Channel<Integer> back, int rounds) {
        for (int i = 0; i < rounds; i++) {
            int value = there.receive().await();
            back.send(value + 1).await();
        }
        return done();
    }
}
