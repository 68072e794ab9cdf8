package corpus.modern;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** What came to the language after 21. */
public class Newest {
    public static Async<String> unnamed() {
        int _ = i(1).await();
        return done("x");
    }
}
