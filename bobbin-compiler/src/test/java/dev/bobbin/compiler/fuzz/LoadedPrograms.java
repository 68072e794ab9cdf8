package dev.bobbin.compiler.fuzz;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.compiler.Javac;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A batch of programs in one class loader, to be run one after the other. Its static state belongs to one thread. */
final class LoadedPrograms {
    /** A run takes about a millisecond. */
    private static final int DEADLINE_SECONDS = 20;

    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private final ClassLoader loader;
    private final boolean blocking;
    private final Class<?> pace;
    private final Method reset;

    private LoadedPrograms(ClassLoader loader, boolean blocking) throws ReflectiveOperationException {
        this.loader = loader;
        this.blocking = blocking;
        this.pace = Class.forName("fuzz.Pace", true, loader);
        this.reset = pace.getMethod(
                "reset", String.class, long.class, int.class, Runnable.class, Throwable.class, boolean.class);
    }

    /** Transformed, on an event loop. */
    static LoadedPrograms coroutines(Map<String, byte[]> classes) throws ReflectiveOperationException {
        return new LoadedPrograms(new MemoryLoader(classes, LoadedPrograms.class.getClassLoader()), false);
    }

    /** Untransformed, with a core of {@link #blockingCore}. */
    static LoadedPrograms blocking(Map<String, byte[]> classes, ClassLoader core) throws ReflectiveOperationException {
        return new LoadedPrograms(new MemoryLoader(classes, core), true);
    }

    /** A bobbin-core of its own, for one thread, whose await() blocks. */
    static synchronized ClassLoader blockingCore() {
        String property = "dev.bobbin.untransformed";
        System.setProperty(property, "park");
        try {
            ClassLoader core =
                    new URLClassLoader(new URL[] {Javac.core().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            Class.forName("dev.bobbin.Untransformed", true, core);
            return core;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            System.clearProperty(property);
        }
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fuzz watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** How many suspension points the run before this reached. */
    int points() throws ReflectiveOperationException {
        return (int) pace.getMethod("points").invoke(null);
    }

    /** What the program does: result or failure, side effects, what is left in its fields. */
    String run(String program, Pacing pacing) throws ReflectiveOperationException {
        String entry = pacing.cancelAt() > 0 ? "guarded" : "main";
        String end;
        Method dump;
        try {
            Class<?> type = Class.forName(program, true, loader);
            dump = type.getMethod("dump");
            clear(type);
            Object result = blocking ? block(type.getMethod(entry), pacing) : drive(type.getMethod(entry), pacing);
            end = pacing.cancelAt() > 0 ? "" : show(result);
        } catch (InvocationTargetException e) {
            return failed(program, e.getCause(), pacing);
        } catch (Throwable t) { // the program's failure, which is its outcome
            return failed(program, t, pacing);
        }
        return end + " ~ " + trace() + "~ " + dump.invoke(null);
    }

    /** A program sets its fields when it begins; what shrinking leaves of it must do without what the last run left there. */
    private static void clear(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
                field.setAccessible(true);
                field.set(null, Array.get(Array.newInstance(field.getType(), 1), 0));
            }
        }
    }

    private String failed(String program, Throwable failure, Pacing pacing) throws ReflectiveOperationException {
        if (failure instanceof LinkageError) {
            return "!" + failure;
        }
        String text = failure instanceof java.util.concurrent.CancellationException && pacing.cancelAt() > 0
                ? ""
                : "!" + pace.getMethod("describe", Throwable.class).invoke(null, failure);
        return text + " ~ " + trace() + "~ "
                + loader.loadClass(program).getMethod("dump").invoke(null);
    }

    private String show(Object value) throws ReflectiveOperationException {
        return (String) pace.getMethod("show", Object.class).invoke(null, value);
    }

    private String trace() throws ReflectiveOperationException {
        return (String) pace.getMethod("trace").invoke(null);
    }

    private Object block(Method entry, Pacing pacing) throws ReflectiveOperationException {
        Throwable thrown = null;
        if (pacing.cancelAt() > 0) {
            Constructor<?> c = loader.loadClass("dev.bobbin.Cancelled").getDeclaredConstructor(String.class);
            c.setAccessible(true);
            thrown = (Throwable) c.newInstance("");
        }
        reset.invoke(null, "NEVER", 0L, pacing.cancelAt(), null, thrown, true);
        Object async = entry.invoke(null);
        return async.getClass().getMethod("await").invoke(async);
    }

    private Object drive(Method entry, Pacing pacing) throws Exception {
        Scheduler scheduler = Scheduler.single();
        Task<?>[] task = new Task<?>[1];
        Runnable cancel = () -> task[0].cancel();
        Runnable canceller = pacing.cancelAt() == 0
                ? null
                : pacing.parked()
                        ? () -> scheduler.start(Async.create(c -> {
                            cancel.run();
                            c.complete(null);
                        }))
                        : cancel;
        reset.invoke(null, pacing.mode(), pacing.seed(), pacing.cancelAt(), canceller, null, false);
        AtomicInteger seconds = new AtomicInteger(); // counted, not subtracted: the machine may have been asleep
        ScheduledFuture<?> alarm = WATCHDOG.scheduleWithFixedDelay(
                () -> {
                    if (seconds.incrementAndGet() == DEADLINE_SECONDS) {
                        System.err.println("fuzz: no end of " + entry + " at " + pacing);
                        scheduler.close();
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
        try {
            task[0] = scheduler.start((Async<?>) entry.invoke(null));
            return scheduler.<Object>run(() -> (Async<Object>) (Async<?>) task[0]);
        } finally {
            alarm.cancel(false);
        }
    }

    private static final class MemoryLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        MemoryLoader(Map<String, byte[]> classes, ClassLoader parent) {
            super(parent);
            this.classes = classes;
        }

        /** Its own first: whoever is above would search the disk for each of them. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!classes.containsKey(name.replace('.', '/'))) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
