package dev.bobbin.lab.locals;

import dev.bobbin.Body;
import dev.bobbin.Coroutine;
import dev.bobbin.lab.drive.Woken;
import dev.bobbin.lab.trial.Answer;

/** One of {@link StackLocals}, which is woken by hand. */
final class Stacked implements Woken {
    private static final Integer ZERO = 0;
    private static final Integer ONE = 1;

    private final Coroutine<Integer, Long> coroutine;

    /** It waits for the first time. */
    Stacked(Body<Integer, Long> body) {
        coroutine = Coroutine.stackful(body);
        coroutine.resume(ZERO);
    }

    @Override
    public void wake() {
        coroutine.resume(ONE);
    }

    @Override
    public long end() {
        long answer = coroutine.resume(ZERO);
        Answer.check("coroutines that ended", 1, coroutine.isDone() ? 1 : 0);
        return answer;
    }
}
