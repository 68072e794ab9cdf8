package dev.bobbin.lab.resume;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/**
 * Call chains over a leaf that suspends until it is told to end. Every level adds one to the leaf's sum on the way back,
 * so that the result tells how many there were.
 */
final class Chains {
    private Chains() {}

    /** Adds up what the signal brings; a zero ends it. */
    static Async<Long> leaf(Async<Integer> signal) {
        long sum = 0;
        for (; ; ) {
            int value = signal.await();
            if (value == 0) {
                return done(sum);
            }
            sum += value;
        }
    }

    // ---- ten deep: nine coroutines and the leaf ---------------------------------------------------------------------

    static Async<Long> chain10(Async<Integer> signal) {
        return done(chain9(signal).await() + 1);
    }

    static Async<Long> chain9(Async<Integer> signal) {
        return done(chain8(signal).await() + 1);
    }

    static Async<Long> chain8(Async<Integer> signal) {
        return done(chain7(signal).await() + 1);
    }

    static Async<Long> chain7(Async<Integer> signal) {
        return done(chain6(signal).await() + 1);
    }

    static Async<Long> chain6(Async<Integer> signal) {
        return done(chain5(signal).await() + 1);
    }

    static Async<Long> chain5(Async<Integer> signal) {
        return done(chain4(signal).await() + 1);
    }

    static Async<Long> chain4(Async<Integer> signal) {
        return done(chain3(signal).await() + 1);
    }

    static Async<Long> chain3(Async<Integer> signal) {
        return done(chain2(signal).await() + 1);
    }

    static Async<Long> chain2(Async<Integer> signal) {
        return done(leaf(signal).await() + 1);
    }

    // ---- deeper: ten coroutines that call each other round and round, entered at the ninth
    // ---------------------------

    static Async<Long> round10(int rounds, Async<Integer> signal) {
        return done(round9(rounds, signal).await() + 1);
    }

    static Async<Long> round9(int rounds, Async<Integer> signal) {
        return done(round8(rounds, signal).await() + 1);
    }

    static Async<Long> round8(int rounds, Async<Integer> signal) {
        return done(round7(rounds, signal).await() + 1);
    }

    static Async<Long> round7(int rounds, Async<Integer> signal) {
        return done(round6(rounds, signal).await() + 1);
    }

    static Async<Long> round6(int rounds, Async<Integer> signal) {
        return done(round5(rounds, signal).await() + 1);
    }

    static Async<Long> round5(int rounds, Async<Integer> signal) {
        return done(round4(rounds, signal).await() + 1);
    }

    static Async<Long> round4(int rounds, Async<Integer> signal) {
        return done(round3(rounds, signal).await() + 1);
    }

    static Async<Long> round3(int rounds, Async<Integer> signal) {
        return done(round2(rounds, signal).await() + 1);
    }

    static Async<Long> round2(int rounds, Async<Integer> signal) {
        return done(round1(rounds, signal).await() + 1);
    }

    static Async<Long> round1(int rounds, Async<Integer> signal) {
        long below =
                rounds > 1 ? round10(rounds - 1, signal).await() : leaf(signal).await();
        return done(below + 1);
    }
}
