package allocation;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Scope;

/** Elements that pass through channels, for ChannelAllocationTest. The element is always the same one. */
public class Channels {
    private static final String ELEMENT = "element";

    private static Async<Void> send(Channel<String> out, int times) {
        for (int k = 0; k < times; k++) {
            out.send(ELEMENT).await();
        }
        return done();
    }

    private static Async<Integer> receive(Channel<String> in, int times) {
        int length = 0;
        for (int k = 0; k < times; k++) {
            length += in.receive().await().length();
        }
        return done(length);
    }

    private static Async<Integer> iterate(Channel<String> in, int times) {
        int length = 0;
        var it = in.iterator();
        for (int k = 0; k < times && it.next().await(); k++) {
            length += it.value().length();
        }
        return done(length);
    }

    private static Async<Void> answer(Channel<String> in, Channel<String> out, int times) {
        for (int k = 0; k < times; k++) {
            out.send(in.receive().await()).await();
        }
        return done();
    }

    private static Async<Integer> pass(Channel<String> channel, int times, boolean iterates) {
        try (var scope = Scope.open()) {
            scope.spawn(send(channel, times));
            int length = iterates ? iterate(channel, times).await() : receive(channel, times).await();
            scope.join().await();
            return done(length);
        }
    }

    public static Async<Integer> rendezvous(int times) {
        return pass(Channel.rendezvous(), times, false);
    }

    public static Async<Integer> buffered(int times) {
        return pass(Channel.buffered(100), times, false);
    }

    public static Async<Integer> iterated(int times) {
        return pass(Channel.buffered(100), times, true);
    }

    public static Async<Integer> pingPong(int times) {
        Channel<String> there = Channel.rendezvous();
        Channel<String> back = Channel.rendezvous();
        try (var scope = Scope.open()) {
            scope.spawn(answer(there, back, times));
            int length = 0;
            for (int k = 0; k < times; k++) {
                there.send(ELEMENT).await();
                length += back.receive().await().length();
            }
            scope.join().await();
            return done(length);
        }
    }
}
