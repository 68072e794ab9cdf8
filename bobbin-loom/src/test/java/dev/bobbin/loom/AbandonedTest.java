package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Coroutine;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A coroutine that nobody resumes any more. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbandonedTest {
    private static WeakReference<Object> abandoned() {
        List<Object> onItsStack = new ArrayList<>();
        Coroutine<Integer, Integer> coroutine = Coroutine.stackful((self, first) -> {
            Object local = new Object[] {self, first};
            onItsStack.add(local);
            self.yield(1);
            return local.hashCode();
        });
        coroutine.resume(0);
        return new WeakReference<>(onItsStack.remove(0));
    }

    @Test
    void coroutine_neverResumedAgain_isGarbageWithItsStack() {
        List<WeakReference<Object>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(abandoned());
        }
        while (!all.isEmpty()) { // or the time limit
            System.gc();
            all.removeIf(each -> each.refersTo(null));
        }
        assertThat(all).isEmpty();
    }
}
