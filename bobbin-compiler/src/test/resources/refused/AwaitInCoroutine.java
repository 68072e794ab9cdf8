import dev.bobbin.Bobbin;
import dev.bobbin.Coroutine;
import dev.bobbin.Scope;
import dev.bobbin.Self;

class AwaitInCoroutine {
    static Coroutine<Integer, Integer> sums() {
        return Coroutine.of((self, first) -> {
            Bobbin.yieldNow().await();
            return self.yield(first);
        });
    }

    static int ask(Self<Integer, Integer> self) {
        Bobbin.yieldNow().await();
        return self.yield(1);
    }

    static Coroutine<Integer, Integer> onAStack() {
        return Coroutine.stackful((self, first) -> {
            try (Scope scope = Scope.open()) {
                return self.yield(1);
            }
        });
    }
}
