package matrix.callee;

import static dev.bobbin.Async.done;

import corpus.Pace;
import dev.bobbin.Async;
import matrix.Setup;

/** Coroutines of an interface: abstract, default, static. */
public interface Answering {
    Async<String> answer(String question, int x) throws Setup.Failure;

    default Async<Long> byDefault(long x) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + 1);
    }

    static Async<Integer> ofInterface(int x) throws Setup.Failure {
        Setup.failIf("before");
        for (int k = Setup.pauses(); k > 0; k--) {
            Pace.pause().await();
        }
        Setup.failIf("after");
        return done(x + 2);
    }
}
