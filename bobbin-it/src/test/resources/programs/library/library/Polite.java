package library;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public class Polite implements Greeter {
    @Override
    public Async<String> greet(String name) {
        Bobbin.yieldNow().await();
        return done("dear " + name);
    }
}
