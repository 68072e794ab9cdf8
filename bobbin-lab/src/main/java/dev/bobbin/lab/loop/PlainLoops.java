package dev.bobbin.lab.loop;

/** The loops of {@link AwaitedLoops} in plain methods, line by line. */
final class PlainLoops {
    private PlainLoops() {}

    static int hashAfter(Source source, int n) {
        int sum = 0;
        int x = source.next();
        for (int j = 0; j < n; j++) {
            sum = sum * 31 + (j ^ x);
        }
        return sum;
    }

    static int hashNested(Source source, int rounds, int n) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            for (int j = 0; j < n; j++) {
                sum = sum * 31 + (j ^ x);
            }
        }
        return sum;
    }

    static int hashTwice(Source source, int rounds, int n) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            x *= source.next();
            for (int j = 0; j < n; j++) {
                sum = sum * 31 + (j ^ x);
            }
        }
        return sum;
    }

    static int hashInside(Source source, int n) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < n; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.next();
            }
            sum = sum * 31 + (j ^ x);
        }
        return sum;
    }

    static int intsAfter(Source source, int[] a) {
        int sum = 0;
        int x = source.next();
        for (int j = 0; j < a.length; j++) {
            sum += Data.mix(a[j] ^ x);
        }
        return sum;
    }

    static int intsNested(Source source, int rounds, int[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            for (int j = 0; j < a.length; j++) {
                sum += Data.mix(a[j] ^ x);
            }
        }
        return sum;
    }

    static int intsTwice(Source source, int rounds, int[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            x *= source.next();
            for (int j = 0; j < a.length; j++) {
                sum += Data.mix(a[j] ^ x);
            }
        }
        return sum;
    }

    static int intsInside(Source source, int[] a) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < a.length; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.next();
            }
            sum += Data.mix(a[j] ^ x);
        }
        return sum;
    }

    static int floatsAfter(Source source, float[] a) {
        int sum = 0;
        int x = source.next();
        for (int j = 0; j < a.length; j++) {
            a[j] = Data.polynomial(a[j], x);
        }
        sum += (int) (a[a.length - 1] * 1000);
        return sum;
    }

    static int floatsNested(Source source, int rounds, float[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            for (int j = 0; j < a.length; j++) {
                a[j] = Data.polynomial(a[j], x);
            }
            sum += (int) (a[a.length - 1] * 1000);
        }
        return sum;
    }

    static int floatsTwice(Source source, int rounds, float[] a) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            int x = source.next();
            x *= source.next();
            for (int j = 0; j < a.length; j++) {
                a[j] = Data.polynomial(a[j], x);
            }
            sum += (int) (a[a.length - 1] * 1000);
        }
        return sum;
    }

    static int floatsInside(Source source, float[] a) {
        int sum = 0;
        int x = 1;
        for (int j = 0; j < a.length; j++) {
            if ((j & Data.SELDOM) == Data.SELDOM) {
                x = source.next();
            }
            a[j] = Data.polynomial(a[j], x);
        }
        sum += (int) (a[a.length - 1] * 1000);
        return sum;
    }
}
