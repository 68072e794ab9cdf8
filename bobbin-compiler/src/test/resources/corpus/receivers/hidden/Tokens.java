package corpus.receivers.hidden;

/** Hands out what others can hand back, but must not name. */
public final class Tokens {
    private Tokens() {}

    public static Token of(int value) {
        return new Token(value);
    }

    public static Token[] some(int n) {
        Token[] some = new Token[n];
        for (int k = 0; k < n; k++) {
            some[k] = of(k + 1);
        }
        return some;
    }

    public static Open open(int value) {
        return new Open(value);
    }

    public static Deep deep(int value) {
        return new Deep(value);
    }

    public static Sign sign(int value) {
        return () -> -value;
    }

    public static int take(Token token, int x) {
        return 10 * token.value + x;
    }

    public static int sum(Token[] tokens, int x) {
        int sum = x;
        for (Token token : tokens) {
            sum += token.value;
        }
        return sum;
    }

    public static int read(Sign sign, int x) {
        return sign.number() + x;
    }

    static class Token {
        final int value;

        Token(int value) {
            this.value = value;
        }
    }

    /** Can be named, unlike what it is. */
    public static class Open extends Token {
        Open(int value) {
            super(value);
        }
    }

    static final class Deep extends Open {
        Deep(int value) {
            super(value + 1);
        }
    }

    interface Sign {
        int number();
    }
}
