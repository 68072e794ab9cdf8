package twice;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same class in several class loaders, and loaded by several threads at once. */
public class Main {
    /** Defines a class whoever else does, as careless class loaders do. */
    static final class Careless extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final CyclicBarrier together = new CyclicBarrier(4);

        Careless() {
            super(Main.class.getClassLoader());
        }

        Class<?> loaded() {
            return findLoadedClass("twice.Work");
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("twice.Work")) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                if (name.equals("twice.Work")) {
                    together.await();
                }
                return defineClass(null, bytes, 0, bytes.length);
            } catch (LinkageError e) {
                return findLoadedClass(name);
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 10; round++) {
            Careless loader = new Careless();
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> {
                    Class<?> work = loader.loadClass("twice.Work");
                    return String.valueOf(System.identityHashCode(work));
                });
            }
            List<String> classes = new ArrayList<>();
            for (Future<String> call : threads.invokeAll(calls)) {
                classes.add(call.get());
            }
            Class<?> work = loader.loaded();
            var run = work.getMethod("run");
            run.setAccessible(true);
            System.out.println(run.invoke(null) + " " + classes.stream().distinct().count());
        }
        threads.shutdown();
    }
}
