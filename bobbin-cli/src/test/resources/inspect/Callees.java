import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.List;

/** Why a callee is called directly, or not. */
class Callees {
    interface Service {
        Async<String> name();
    }

    private Async<String> kept = done("kept");

    Async<String> overridable() {
        Bobbin.yieldNow().await();
        return done("overridable");
    }

    final Async<String> fixed() {
        Bobbin.yieldNow().await();
        return done("fixed");
    }

    static Async<String> handedOn(Async<String> other) {
        return other;
    }

    final Async<String> all(Service service, List<Async<String>> list) {
        Async<String> later = fixed();
        String result = fixed().await()
                + overridable().await()
                + service.name().await()
                + handedOn(later).await()
                + kept.await()
                + list.get(0).await()
                + new String(fixed().await());
        try (Scope scope = Scope.open()) {
            Task<String> task = scope.spawn(this::fixed);
            result += task.await();
            scope.join().await();
        }
        return done(result);
    }

    static Async<String> lambda() {
        return Bobbin.run(() -> {
            Bobbin.yieldNow().await();
            return done(done("value"));
        });
    }
}
