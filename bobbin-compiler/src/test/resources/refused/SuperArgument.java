import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class SuperArgument extends RuntimeException {
    SuperArgument() {
        super(text().await());
    }

    SuperArgument(int x) {
        this(text().await(), x);
    }

    private SuperArgument(String s, int x) {
        super(s + x);
    }

    static Async<String> text() {
        return done("text");
    }
}
