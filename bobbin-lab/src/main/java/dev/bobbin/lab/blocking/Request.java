package dev.bobbin.lab.blocking;

import java.util.Queue;

/** What an ordinary task does for somebody who waits for the answer: a few microseconds of computing, in two parts. */
final class Request {
    private static final int STEPS = 1000;

    private final long number;
    private final long asked;
    private final Queue<Request> answered;
    private long value;

    /** @param answered where it goes when it has its answer */
    Request(long number, Queue<Request> answered) {
        this.number = number;
        this.answered = answered;
        this.value = number;
        this.asked = System.nanoTime();
    }

    void firstHalf() {
        value = hash(value);
    }

    void secondHalf() {
        value = hash(value);
        answered.add(this);
    }

    long asked() {
        return asked;
    }

    long number() {
        return number;
    }

    long value() {
        return value;
    }

    long expected() {
        return answer(number);
    }

    static long answer(long number) {
        return hash(hash(number));
    }

    private static long hash(long from) {
        long hash = from;
        for (int i = 0; i < STEPS; i++) {
            hash = hash * 31 + (i ^ hash >>> 7);
        }
        return hash;
    }
}
