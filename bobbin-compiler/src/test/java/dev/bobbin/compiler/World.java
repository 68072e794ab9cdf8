package dev.bobbin.compiler;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The corpus loaded once, to be run at one pace: its static state is its own. */
public final class World {
    private static final long DEADLINE_MILLIS = 60_000;
    private static final long PLAIN_STACK = 1L << 29;
    /** What a worker has. */
    private static final long COROUTINE_STACK = 1L << 24;

    private final String form;
    private final String mode;
    private final long seed;
    private final ClassLoader loader;
    private final boolean blocking;

    private World(String form, String mode, long seed, ClassLoader loader, boolean blocking) {
        this.form = form;
        this.mode = mode;
        this.seed = seed;
        this.loader = loader;
        this.blocking = blocking;
    }

    /** The models whose programs this JDK can run. */
    public static List<Options> models() {
        return Runtime.version().feature() < 21 ? Options.forms() : Options.models();
    }

    /** The transformed classes, on an event loop. */
    static World ofCoroutines(Map<String, byte[]> classes, String mode, long seed) {
        return ofCoroutines(classes, Options.defaults().toString(), mode, seed);
    }

    /** @param form what the classes were transformed to, for messages */
    static World ofCoroutines(Map<String, byte[]> classes, String form, String mode, long seed) {
        return new World(form, mode, seed, new Classes(classes, new URL[0], World.class.getClassLoader()), false);
    }

    /** The untransformed classes, with a bobbin-core of their own whose await() blocks. */
    static World ofBlockingCode(Map<String, byte[]> classes) {
        ClassLoader loader = withItsOwnCore(classes);
        String property = "dev.bobbin.untransformed";
        System.setProperty(property, "park");
        try {
            Class.forName("dev.bobbin.Untransformed", true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        } finally {
            System.clearProperty(property);
        }
        return new World("blocking", "NEVER", 0, loader, true);
    }

    static ClassLoader withItsOwnCore(Map<String, byte[]> classes) {
        return new Classes(classes, new URL[] {url()}, ClassLoader.getPlatformClassLoader());
    }

    private static URL url() {
        try {
            return Javac.core().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    boolean isStackful() {
        return form.equals(Model.STACKFUL.flag());
    }

    @Override
    public String toString() {
        return blocking ? form : form + " " + (mode.equals("RANDOM") ? mode + " seed " + seed : mode);
    }

    /** Runs a case; a run that does not end is a failure that shows where it stands. */
    String run(String className, String method) throws Exception {
        AtomicReference<String> outcome = new AtomicReference<>();
        Runnable body = () -> outcome.set(outcomeOf(className, method));
        Thread thread = new Thread(null, body, "case", blocking ? PLAIN_STACK : COROUTINE_STACK);
        thread.setDaemon(true);
        thread.start();
        thread.join(DEADLINE_MILLIS);
        if (thread.isAlive()) {
            AssertionError late = new AssertionError(this + ": no end after " + DEADLINE_MILLIS + " ms");
            late.setStackTrace(thread.getStackTrace());
            throw late;
        }
        return outcome.get();
    }

    private String outcomeOf(String className, String method) {
        try {
            Class<?> pace = Class.forName("corpus.Pace", true, loader);
            pace.getMethod("reset", String.class, long.class).invoke(null, mode, seed);
            try {
                Class<?> type = Class.forName(className, true, loader);
                Object result =
                        blocking ? block(type, method) : Scheduler.single().run(() -> call(type, method));
                return Outcome.result(result, trace(pace));
            } catch (Throwable t) { // the failure of the case, which is its outcome
                Throwable failure = t instanceof InvocationTargetException e ? e.getCause() : t;
                return Outcome.failure(failure, trace(pace));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object block(Class<?> type, String method) throws ReflectiveOperationException {
        Object async = type.getMethod(method).invoke(null);
        return async.getClass().getMethod("await").invoke(async);
    }

    private static Async<?> call(Class<?> type, String method) throws Exception {
        try {
            return (Async<?>) type.getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private static String trace(Class<?> pace) throws ReflectiveOperationException {
        return (String) pace.getMethod("trace").invoke(null);
    }

    /** In-memory classes before those of the parent. */
    private static final class Classes extends URLClassLoader {
        private final Map<String, byte[]> classes;

        Classes(Map<String, byte[]> classes, URL[] path, ClassLoader parent) {
            super(path, parent);
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
