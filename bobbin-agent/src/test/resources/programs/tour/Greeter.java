package tour;

import dev.bobbin.Async;

interface Greeter {
    Async<String> greet(String name);
}
