import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Task;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

class AwaitReference {
    static Async<List<Integer>> mapped(List<Async<Integer>> all) {
        return done(all.stream().map(Async::await).toList());
    }

    static Supplier<String> bound(Async<String> a) {
        return a::await;
    }

    static Function<Task<String>, String> ofTask() {
        return Task::await;
    }
}
