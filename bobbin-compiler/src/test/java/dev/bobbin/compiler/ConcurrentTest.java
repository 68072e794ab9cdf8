package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Channels, selects, semaphores, mutexes and latches in coroutines of every form, on one thread and on several: the programs are
 * src/test/resources/concurrent, each a {@code public static Async<String>} method which checks itself by counts and sums.
 *
 * <p>{@code -Dconcurrent.scale=N} has them do N times as much, 1000 all there is, and {@code -Dconcurrent.deadline=SECONDS} gives
 * each that long. {@code -Dconcurrent.only=TEXT} runs those whose name contains it, {@code -Dconcurrent.forms=TEXT} only such forms.
 * {@code -Dbobbin.seed=N} repeats the random choices of a run, though not the threads' timing.
 */
final class ConcurrentTest {
    private static final long SEED = Long.getLong("bobbin.seed", System.nanoTime() & 0xFFFFFF);
    private static final String ONLY = System.getProperty("concurrent.only", "");
    private static final String FORMS = System.getProperty("concurrent.forms", "");
    private static final long DEADLINE_MILLIS = 1_000 * Long.getLong("concurrent.deadline", 60);
    /** More than there are processors, so that the workers are taken off them at any place. */
    private static final int WORKERS = 4;

    private static final List<Kind> KINDS =
            List.of(new Kind("single", Scheduler::single), new Kind("workers", () -> Scheduler.workers(WORKERS)));

    private record Kind(String name, Supplier<Scheduler> scheduler) {}

    @TestFactory
    Stream<DynamicContainer> programs_inEveryFormOnEveryScheduler_loseNothing() {
        System.out.println("concurrent: repeat with -Dbobbin.seed=" + SEED);
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("concurrent")), 17, "-g");
        return World.models().stream()
                .filter(form -> form.toString().contains(FORMS))
                .flatMap(form -> {
                    Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
                    assertThat(result.diagnostics()).isEmpty();
                    ClassLoader loader =
                            World.ofCoroutines(result.classes(), "NEVER", 0).loader();
                    return KINDS.stream()
                            .map(kind -> dynamicContainer(form + ", " + kind.name(), tests(plain, loader, kind)));
                });
    }

    private static Stream<DynamicTest> tests(Map<String, byte[]> plain, ClassLoader loader, Kind kind) {
        return plain.keySet().stream()
                .filter(name -> !name.contains("$"))
                .flatMap(name -> cases(load(name.replace('/', '.'), loader)))
                .filter(method -> name(method).contains(ONLY))
                .map(method -> dynamicTest(name(method), () -> check(method, kind)));
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Method> cases(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> expected(method) != null)
                .sorted(Comparator.comparing(Method::getName));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Null if it is no case. */
    private static String expected(Method method) {
        for (Annotation a : method.getAnnotations()) { // of the program's class loader
            if (a.annotationType().getName().equals("concurrent.Expect")) {
                try {
                    return (String) a.annotationType().getMethod("value").invoke(a);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return null;
    }

    private static void check(Method method, Kind kind) throws Exception {
        Class<?> load = load("concurrent.Load", method.getDeclaringClass().getClassLoader());
        load.getMethod("begin", long.class).invoke(null, SEED);
        AtomicReference<Object> outcome = new AtomicReference<>();
        try (Scheduler scheduler = kind.scheduler().get()) {
            Thread thread = new Thread(() -> outcome.set(outcomeOf(method, scheduler)), "case");
            thread.setDaemon(true);
            thread.start();
            thread.join(DEADLINE_MILLIS);
            if (thread.isAlive()) {
                throw new AssertionError(String.format(
                        "no end after %s ms%n%s%n%s%n%s",
                        DEADLINE_MILLIS, load.getMethod("watched").invoke(null), scheduler.ledger(), stacks()));
            }
        }
        if (outcome.get() instanceof Throwable failure) {
            throw new AssertionError(name(method) + " with -Dbobbin.seed=" + SEED, failure);
        }
        assertThat(outcome.get()).as("with -Dbobbin.seed=" + SEED).isEqualTo(expected(method));
    }

    private static Object outcomeOf(Method method, Scheduler scheduler) {
        try {
            return scheduler.run(() -> call(method));
        } catch (Throwable t) { // the failure of the case, to be shown
            return t;
        }
    }

    private static Async<?> call(Method method) throws Exception {
        try {
            return (Async<?>) method.invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            text.append(thread).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    ").append(element).append('\n');
            }
        });
        return text.toString();
    }
}
