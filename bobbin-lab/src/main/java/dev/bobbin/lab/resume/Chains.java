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

    // ---- thirty deep: twenty more above the ten ---------------------------------------------------------------------

    static Async<Long> chain30(Async<Integer> signal) {
        return done(chain29(signal).await() + 1);
    }

    static Async<Long> chain29(Async<Integer> signal) {
        return done(chain28(signal).await() + 1);
    }

    static Async<Long> chain28(Async<Integer> signal) {
        return done(chain27(signal).await() + 1);
    }

    static Async<Long> chain27(Async<Integer> signal) {
        return done(chain26(signal).await() + 1);
    }

    static Async<Long> chain26(Async<Integer> signal) {
        return done(chain25(signal).await() + 1);
    }

    static Async<Long> chain25(Async<Integer> signal) {
        return done(chain24(signal).await() + 1);
    }

    static Async<Long> chain24(Async<Integer> signal) {
        return done(chain23(signal).await() + 1);
    }

    static Async<Long> chain23(Async<Integer> signal) {
        return done(chain22(signal).await() + 1);
    }

    static Async<Long> chain22(Async<Integer> signal) {
        return done(chain21(signal).await() + 1);
    }

    static Async<Long> chain21(Async<Integer> signal) {
        return done(chain20(signal).await() + 1);
    }

    static Async<Long> chain20(Async<Integer> signal) {
        return done(chain19(signal).await() + 1);
    }

    static Async<Long> chain19(Async<Integer> signal) {
        return done(chain18(signal).await() + 1);
    }

    static Async<Long> chain18(Async<Integer> signal) {
        return done(chain17(signal).await() + 1);
    }

    static Async<Long> chain17(Async<Integer> signal) {
        return done(chain16(signal).await() + 1);
    }

    static Async<Long> chain16(Async<Integer> signal) {
        return done(chain15(signal).await() + 1);
    }

    static Async<Long> chain15(Async<Integer> signal) {
        return done(chain14(signal).await() + 1);
    }

    static Async<Long> chain14(Async<Integer> signal) {
        return done(chain13(signal).await() + 1);
    }

    static Async<Long> chain13(Async<Integer> signal) {
        return done(chain12(signal).await() + 1);
    }

    static Async<Long> chain12(Async<Integer> signal) {
        return done(chain11(signal).await() + 1);
    }

    static Async<Long> chain11(Async<Integer> signal) {
        return done(chain10(signal).await() + 1);
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
