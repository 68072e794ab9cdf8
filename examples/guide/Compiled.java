import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import java.time.Duration;

/** What examples/guide/Machines.java does by hand; a test holds docs/guide/state-machine.md against what inspect says of it. */
class Compiled {
    static Async<Integer> order(int pieces) {
        int weight = pieces * 3;
        int price = ask(weight).await();
        return done(pieces * price + ask(price).await());
    }

    static Async<Integer> ask(int question) {
        Clock.sleep(Duration.ofMillis(question)).await();
        return done(question + 1);
    }

    public static void main(String[] args) {
        int total = Bobbin.run(() -> order(2));
        if (total != 2 * 7 + 8) {
            throw new AssertionError(total);
        }
        System.out.println("fine");
    }
}
