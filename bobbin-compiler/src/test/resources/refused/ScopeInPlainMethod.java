import static dev.bobbin.Async.done;

import dev.bobbin.Scope;

class ScopeInPlainMethod {
    static void run() {
        try (var scope = Scope.open()) {
            scope.spawn(done(1));
        }
    }
}
