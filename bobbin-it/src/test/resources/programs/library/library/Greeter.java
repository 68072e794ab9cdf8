package library;

import dev.bobbin.Async;

public interface Greeter {
    Async<String> greet(String name);
}
