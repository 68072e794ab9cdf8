package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public class Whole {
    public static Object run() {
        return Bobbin.run(() -> all(new StringBuilder()));
    }

    static Async<String> all(StringBuilder log) {
        int thrice = Thrice.of(10).await();
        int pair = Pair.builder().first(1).second(2).build().sum().await();
        String read = Pair.closes(log).await();
        log.append(thrice).append(' ').append(pair).append(' ').append(read);
        return done(log + " " + Dynamic.plain(1));
    }
}
