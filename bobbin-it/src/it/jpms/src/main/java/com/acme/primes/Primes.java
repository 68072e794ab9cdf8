package com.acme.primes;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The first primes: a row of coroutines, each of which lets through what its own prime does not divide. */
public final class Primes {
    private Primes() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        System.out.println(Bobbin.run(() -> first(count)));
        System.out.println("in " + Primes.class.getModule());
    }

    static Async<List<Integer>> first(int count) {
        List<Integer> primes = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Channel<Integer> numbers = Channel.rendezvous();
            scope.spawn(count(numbers));
            while (primes.size() < count) {
                int prime = numbers.receive().await();
                primes.add(prime);
                Channel<Integer> rest = Channel.rendezvous();
                scope.spawn(sift(prime, numbers, rest));
                numbers = rest;
            }
            Clock.sleep(Duration.ofMillis(1)).await(); // they all wait for each other now
            scope.cancel();
        }
        return done(primes);
    }

    private static Async<Void> count(Channel<Integer> to) {
        for (int i = 2; ; i++) {
            to.send(i).await();
        }
    }

    private static Async<Void> sift(int prime, Channel<Integer> from, Channel<Integer> to) {
        while (true) {
            int number = from.receive().await();
            if (number % prime != 0) {
                to.send(number).await();
            }
        }
    }
}
