import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class MainMethod {
    static Async<String> hello() {
        return done("hello");
    }

    public static void main(String[] args) {
        System.out.println(hello().await());
    }
}
