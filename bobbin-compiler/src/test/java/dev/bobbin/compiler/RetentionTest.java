package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a task keeps reachable while it waits and when it has ended, in every form: what lives on, and nothing else. The
 * program is src/test/resources/retention, which says for each case what that is.
 */
final class RetentionTest {
    @TestFactory
    Stream<DynamicTest> task_waitingOrEnded_keepsWhatLivesOn() {
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("retention")), 17, "-g");
        return Options.forms().stream().flatMap(form -> {
            ClassLoader loader =
                    World.ofCoroutines(Jars.transform(plain, form), "NEVER", 0).loader();
            return cases(loader).map(m -> dynamicTest(form + ": " + m.getName(), () -> check(form, m)));
        });
    }

    private static Stream<Method> cases(ClassLoader loader) {
        try {
            return Stream.of(Class.forName("retention.Keeps", true, loader).getMethods())
                    .filter(m -> m.getName().contains("_") && !m.getName().contains("$"))
                    .sorted(Comparator.comparing(Method::getName));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(Options form, Method method) throws Exception {
        // given
        String name = method.getName();
        String expected = name.substring(name.lastIndexOf('_') + 1);
        Scheduler scheduler = Scheduler.single();

        // when
        Task<?> task = scheduler.start((Async<?>) method.invoke(null));
        settle(scheduler);
        if (name.startsWith("cancelled")) {
            task.cancel();
            settle(scheduler);
        }

        // then
        assertThat(task.isDone()).isEqualTo(name.startsWith("ended") || name.startsWith("cancelledAndEnded"));
        TreeSet<String> things = new TreeSet<>();
        List<Object> frames = new ArrayList<>();
        for (Object object : Reachable.from(task)) {
            if (object.getClass().getSimpleName().equals("Thing")) {
                things.add((String) object.getClass().getField("name").get(object));
            } else if (object != task && object.getClass().isSynthetic()) {
                frames.add(object);
            }
        }
        assertThat(String.join("", things)).isEqualTo(expected);
        if (task.isDone()) {
            assertThat(frames).isEmpty();
        } else if (name.contains("HasEnded") || name.contains("HasFailed")) { // only the body's own call waits
            assertThat(frames).hasSize(form.model() == Model.PUSH || form.model() == Model.PULL ? 1 : 0);
        }
    }

    /** Each of its turns lets the task run until it suspends once more. */
    private static void settle(Scheduler scheduler) {
        for (int turn = 0; turn < 50; turn++) {
            scheduler.run(() -> Async.done(0));
        }
    }
}
