package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;

/** A tokenizer that finds numbers and signs in a text, and a parser by recursive descent that asks it for the next. */
final class Parser {
    private static final String[] TEXTS = {"2+3*(4+10)*2", "((((7))))", "(1+2*3"};

    private Parser() {}

    /** The parser waits for a token, and who resumes it asks the tokenizer. */
    static String asymmetric(Maker make) {
        StringBuilder all = new StringBuilder();
        for (String text : TEXTS) {
            try {
                all.append(evaluated(make, text)).append("; ");
            } catch (IllegalArgumentException e) {
                all.append(e.getMessage());
            }
        }
        return all.toString();
    }

    private static int evaluated(Maker make, String text) {
        Coroutine<Void, String> tokens = make.of((self, first) -> {
            for (int at = 0; at < text.length(); at = end(text, at)) {
                self.yield(text.substring(at, end(text, at)));
            }
            return "the end";
        });
        Coroutine<String, Integer> parser = make.of((self, first) -> {
            Token token = new Token(first);
            return sum(token, self);
        });
        Integer value = parser.resume(tokens.resume(null));
        while (!parser.isDone()) {
            value = parser.resume(tokens.resume(null));
        }
        return value;
    }

    /** Where the token ends that begins there. */
    private static int end(String text, int at) {
        int end = at + 1;
        if (Character.isDigit(text.charAt(at))) {
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static final class Token {
        String text;

        Token(String text) {
            this.text = text;
        }
    }

    private static int sum(Token token, Self<String, Integer> self) {
        int value = product(token, self);
        while (token.text.equals("+")) {
            token.text = self.yield(null);
            value += product(token, self);
        }
        return value;
    }

    private static int product(Token token, Self<String, Integer> self) {
        int value = atom(token, self);
        while (token.text.equals("*")) {
            token.text = self.yield(null);
            value *= atom(token, self);
        }
        return value;
    }

    private static int atom(Token token, Self<String, Integer> self) {
        String text = token.text;
        token.text = isNumber(text) || text.equals("(") ? self.yield(null) : text;
        if (isNumber(text)) {
            return Integer.parseInt(text);
        }
        if (!text.equals("(")) {
            throw new IllegalArgumentException("a number expected, not " + text);
        }
        int value = sum(token, self);
        if (!token.text.equals(")")) {
            throw new IllegalArgumentException("')' expected, not " + token.text);
        }
        token.text = self.yield(null);
        return value;
    }

    private static boolean isNumber(String text) {
        return Character.isDigit(text.charAt(0));
    }

    /** They talk to each other; what the parser throws is for who resumed the first of them. */
    static String symmetric(Maker make) {
        StringBuilder all = new StringBuilder();
        for (String text : TEXTS) {
            try {
                all.append(new Pair(make, text).parser.resume(null)).append("; ");
            } catch (IllegalArgumentException e) {
                all.append(e.getMessage());
            }
        }
        return all.toString();
    }

    private static final class Pair {
        final Coroutine<String, Integer> parser;
        final Coroutine<Void, Integer> tokens;
        private String token;

        Pair(Maker make, String text) {
            parser = make.of((self, first) -> {
                next(self);
                return sum(self);
            });
            tokens = make.of((self, first) -> {
                for (int at = 0; at < text.length(); at = end(text, at)) {
                    self.transfer(parser, text.substring(at, end(text, at)));
                }
                self.transfer(parser, "the end");
                throw new AssertionError("asked after the end");
            });
        }

        private void next(Self<String, Integer> self) {
            token = self.transfer(tokens, null);
        }

        private int sum(Self<String, Integer> self) {
            int value = product(self);
            while (token.equals("+")) {
                next(self);
                value += product(self);
            }
            return value;
        }

        private int product(Self<String, Integer> self) {
            int value = atom(self);
            while (token.equals("*")) {
                next(self);
                value *= atom(self);
            }
            return value;
        }

        private int atom(Self<String, Integer> self) {
            int value;
            if (token.equals("(")) {
                next(self);
                value = sum(self);
                if (!token.equals(")")) {
                    throw new IllegalArgumentException("')' expected, not " + token);
                }
            } else if (isNumber(token)) {
                value = Integer.parseInt(token);
            } else {
                throw new IllegalArgumentException("a number expected, not " + token);
            }
            next(self);
            return value;
        }
    }
}
