package refused;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import org.junit.jupiter.api.Test;

class RefusedTest {
    private synchronized Async<Integer> locked() {
        Bobbin.yieldNow().await();
        return done(1);
    }

    @Test
    void neverRuns() {
        System.out.println("ran");
    }
}
