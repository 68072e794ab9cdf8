package dev.bobbin.lab.communication;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;

/** What {@link CommunicatingTasks} measures: each program does n operations and gives a sum that n determines. */
final class Programs {
    static final int BUFFER = 100;
    static final int CONSUMERS = 100;

    /** Small, so that boxing it makes no object in any subject. */
    static final int ELEMENT = 1;

    private int counter;

    private Programs() {}

    static Async<Long> of(String program, int n) {
        return switch (program) {
            case "channel" -> consumed(n, 1);
            case "fanout" -> consumed(n, CONSUMERS);
            case "select" -> selected(n);
            case "mutex" -> counted(n);
            default -> throw new IllegalArgumentException("no program '" + program + "'");
        };
    }

    /** One producer, so many consumers. */
    private static Async<Long> consumed(int n, int consumers) {
        Channel<Integer> channel = Channel.buffered(BUFFER);
        long sum = 0;
        try (var scope = Scope.open()) {
            List<Task<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < consumers; i++) {
                tasks.add(scope.spawn(consume(channel)));
            }
            scope.spawn(produce(channel, n));
            scope.join().await();
            for (Task<Long> task : tasks) {
                sum += task.await();
            }
        }
        return done(sum);
    }

    private static Async<Void> produce(Channel<Integer> channel, int n) {
        for (int i = 0; i < n; i++) {
            channel.send(ELEMENT).await();
        }
        channel.close();
        return done();
    }

    private static Async<Long> consume(Channel<Integer> channel) {
        long sum = 0;
        for (var it = channel.iterator(); it.next().await(); ) {
            sum += it.value();
        }
        return done(sum);
    }

    /** One task receives from two channels without a buffer, whichever is first. */
    private static Async<Long> selected(int n) {
        Channel<Integer> one = Channel.rendezvous();
        Channel<Integer> two = Channel.rendezvous();
        long sum;
        try (var scope = Scope.open()) {
            Task<Long> receiver = scope.spawn(select(one, two, n));
            scope.spawn(send(one, n / 2));
            scope.spawn(send(two, n - n / 2));
            scope.join().await();
            sum = receiver.await();
        }
        return done(sum);
    }

    private static Async<Void> send(Channel<Integer> channel, int n) {
        for (int i = 0; i < n; i++) {
            channel.send(ELEMENT).await();
        }
        return done();
    }

    private static Async<Long> select(Channel<Integer> one, Channel<Integer> two, int n) {
        Select<Integer> select =
                Select.<Integer>of().on(one.receive(), v -> done(v)).on(two.receive(), v -> done(v));
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += select.await();
        }
        return done(sum);
    }

    /** Two tasks add to a plain counter under a lock. */
    private static Async<Long> counted(int n) {
        Programs state = new Programs();
        Mutex mutex = Mutex.of();
        try (var scope = Scope.open()) {
            scope.spawn(count(state, mutex, n / 2));
            scope.spawn(count(state, mutex, n - n / 2));
            scope.join().await();
        }
        return done((long) state.counter);
    }

    private static Async<Void> count(Programs state, Mutex mutex, int n) {
        for (int i = 0; i < n; i++) {
            try (var held = mutex.lock().await()) {
                state.counter += ELEMENT;
            }
        }
        return done();
    }
}
