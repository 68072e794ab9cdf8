import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.Comparator;

class AnonymousClass {
    static Async<Integer> weight(String s) {
        return done(s.length());
    }

    static Comparator<String> comparator() {
        return new Comparator<>() {
            @Override
            public int compare(String a, String b) {
                return weight(a).await() - weight(b).await();
            }
        };
    }
}
