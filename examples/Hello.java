import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

class Hello {
    static Async<Integer> stepA(int x) {
        Bobbin.yieldNow().await(); // other tasks may run here
        return done(x + 1);
    }

    static Async<Integer> stepB(int a) {
        Bobbin.yieldNow().await();
        return done(a);
    }

    static Async<Integer> total(int x) { // a coroutine: returns Async and contains await()
        int a = stepA(x).await(); // suspends here, never blocks a thread
        int b = stepB(a).await();
        return done(a + b);
    }

    public static void main(String[] args) {
        System.out.println(Bobbin.run(() -> total(20)));
    }
}
