package corpus.shapes;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Private methods of interfaces, and try over a variable that exists. */
public class InterfaceMethods {
    interface Greeter {
        String name();

        default Async<String> greet() {
            String n = step(name()).await();
            return done(prefix().await() + n + dash(2).await() + now().await());
        }

        private Async<String> prefix() {
            String kept = step("hello ").await();
            return done(kept + name().length() + step(" ").await());
        }

        private static Async<String> dash(int n) {
            String r = "";
            for (int k = 0; k < n; k++) {
                r += step("-").await();
            }
            return done(r);
        }

        private Async<String> now() {
            return done("!" + name());
        }
    }

    public static Async<String> privateAndPrivateStatic() {
        Greeter a = () -> "lambda";
        Greeter b = new Greeter() {
            @Override
            public String name() {
                return "anonymous";
            }

            // no override: the private one of the interface is called
            public Async<String> prefix() {
                return done("never");
            }
        };
        return done(a.greet().await() + " " + b.greet().await());
    }

    public static Async<String> privateThroughALambdaOfTheInterface() {
        Twice t = x -> done(x + i(1).await());
        return done("" + t.twice(5).await());
    }

    interface Twice {
        Async<Integer> once(int x);

        default Async<Integer> twice(int x) {
            java.util.function.IntFunction<Async<Integer>> f = y -> hidden(y);
            return done(f.apply(once(x).await()).await());
        }

        private Async<Integer> hidden(int x) {
            return done(once(x).await() * 10);
        }
    }

    private static final class Resource implements AutoCloseable {
        final String name;

        Resource(String name) {
            this.name = log(name);
        }

        @Override
        public void close() {
            log("close " + name);
        }
    }

    public static Async<String> tryWithExistingVariable() {
        Resource r = new Resource("r");
        try (r) {
            pause().await();
            log("inside");
        }
        return done(r.name);
    }

    public static Async<String> tryWithExistingVariableThatFails() {
        final Resource r = new Resource("r");
        final Resource none = null;
        try (r; none) {
            fail(new IllegalStateException("body")).await();
        } catch (IllegalStateException e) {
            return done(step(e.getMessage()).await());
        }
        return done("missed");
    }
}
