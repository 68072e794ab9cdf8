package dev.bobbin.lab.loop;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/**
 * Loops in coroutines that have been suspended before: behind an await, inside a loop that awaits once or
 * twice, and with an await of their own that is seldom reached. {@link PlainLoops} is this class without Bobbin, line by line.
 */
final class AwaitedLoops {
    private AwaitedLoops() {}

    static Async<Integer> hashAfter(Async<Integer> source, int n) {
        int sum = 0;
        int x = source.await();
        for (int j = 0; j < n; j++) {
            sum = sum * 31 + (j ^ x);
        }
        return done(sum);
    }

    static Async<Integer> hashNested(Async<Integer> source, int rounds, int n) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            for (int j = 0; j < n; j++) {
                sum = sum * 31 + (j ^ x);
            }
        }
        return done(sum);
    }

    static Async<Integer> hashTwice(Async<Integer> source, int rounds, int n) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            x *= source.await();
            for (int j = 0; j < n; j++) {
                sum = sum * 31 + (j ^ x);
            }
        }
        return done(sum);
    }

    static Async<Integer> hashInside(Async<Integer> source, int n) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < n; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.await();
            }
            sum = sum * 31 + (j ^ x);
        }
        return done(sum);
    }

    static Async<Integer> intsAfter(Async<Integer> source, int[] a) {
        int sum = 0;
        int x = source.await();
        for (int j = 0; j < a.length; j++) {
            sum += Data.mix(a[j] ^ x);
        }
        return done(sum);
    }

    static Async<Integer> intsNested(Async<Integer> source, int rounds, int[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            for (int j = 0; j < a.length; j++) {
                sum += Data.mix(a[j] ^ x);
            }
        }
        return done(sum);
    }

    static Async<Integer> intsTwice(Async<Integer> source, int rounds, int[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            x *= source.await();
            for (int j = 0; j < a.length; j++) {
                sum += Data.mix(a[j] ^ x);
            }
        }
        return done(sum);
    }

    static Async<Integer> intsInside(Async<Integer> source, int[] a) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < a.length; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.await();
            }
            sum += Data.mix(a[j] ^ x);
        }
        return done(sum);
    }

    static Async<Integer> floatsAfter(Async<Integer> source, float[] a) {
        int sum = 0;
        int x = source.await();
        for (int j = 0; j < a.length; j++) {
            a[j] = Data.polynomial(a[j], x);
        }
        sum += (int) (a[a.length - 1] * 1000);
        return done(sum);
    }

    static Async<Integer> floatsNested(Async<Integer> source, int rounds, float[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            for (int j = 0; j < a.length; j++) {
                a[j] = Data.polynomial(a[j], x);
            }
            sum += (int) (a[a.length - 1] * 1000);
        }
        return done(sum);
    }

    static Async<Integer> floatsTwice(Async<Integer> source, int rounds, float[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.await();
            x *= source.await();
            for (int j = 0; j < a.length; j++) {
                a[j] = Data.polynomial(a[j], x);
            }
            sum += (int) (a[a.length - 1] * 1000);
        }
        return done(sum);
    }

    static Async<Integer> floatsInside(Async<Integer> source, float[] a) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < a.length; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.await();
            }
            a[j] = Data.polynomial(a[j], x);
        }
        sum += (int) (a[a.length - 1] * 1000);
        return done(sum);
    }
}
