import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;

/** The programs of docs/guide/coroutines.md; a test holds the page against them. {@code ./bobbin run examples/guide/Coroutines.java} */
class Coroutines {
    static String sums() {
        Coroutine<Integer, Integer> sum = Coroutine.of((self, first) -> {
            int total = first;
            while (total < 100) {
                total += self.yield(total);
            }
            return total;
        });
        int a = sum.resume(40); // 40
        int b = sum.resume(50); // 90
        int c = sum.resume(60); // 150, and it is done
        return a + " " + b + " " + c + " " + sum.status();
    }

    record Tree(Tree left, int value, Tree right) {}

    static void visit(Tree tree, Self<Void, Integer> self) {
        if (tree != null) {
            visit(tree.left(), self);
            self.yield(tree.value());
            visit(tree.right(), self);
        }
    }

    static Coroutine<Void, Integer> walk(Tree tree) { // its values in order, and then null
        return Coroutine.of((self, first) -> {
            visit(tree, self);
            return null;
        });
    }

    static final class PingPong {
        final List<String> log = new ArrayList<>();
        final Coroutine<Integer, String> ping = Coroutine.of(this::ping);
        final Coroutine<Integer, String> pong = Coroutine.of(this::pong);

        String ping(Self<Integer, String> self, Integer first) {
            int n = first;
            while (n < 4) {
                log.add("ping " + n);
                n = self.transfer(pong, n + 1); // who resumed ping goes on waiting
            }
            return "over";
        }

        String pong(Self<Integer, String> self, Integer first) {
            int n = first;
            while (true) {
                log.add("pong " + n);
                n = self.transfer(ping, n + 1);
            }
        }
    }

    static Coroutine<Void, String> stackful(List<String> names) {
        return Coroutine.stackful((self, first) -> {
            names.forEach(self::yield); // forEach knows nothing of it
            return "end";
        });
    }

    static Coroutine<Void, String> stackless(List<String> names) {
        return Coroutine.of((self, first) -> {
            for (String name : names) {
                self.yield(name);
            }
            return "end";
        });
    }

    static Coroutine<Boolean, String> lines(List<String> log) {
        return Coroutine.of((self, first) -> {
            try {
                boolean more = first;
                for (int i = 1; more; i++) {
                    more = self.yield("line " + i);
                }
                return "no more";
            } finally {
                log.add("closed");
            }
        });
    }

    public static void main(String[] args) {
        check("40 90 150 DONE", sums());

        var tree = walk(new Tree(new Tree(null, 1, null), 2, new Tree(null, 3, null)));
        check(1, tree.resume(null));
        check(2, tree.resume(null));
        check(3, tree.resume(null));
        check(true, tree.resume(null) == null && tree.isDone());

        PingPong both = new PingPong();
        check("over", both.ping.resume(0));
        check(List.of("ping 0", "pong 1", "ping 2", "pong 3"), both.log);

        List<String> names = List.of("Ada", "Grace");
        check(List.of("Ada", "Grace", "end"), all(stackless(names)));
        if (Runtime.version().feature() >= 21) {
            check(List.of("Ada", "Grace", "end"), all(stackful(names)));
        }

        List<String> log = new ArrayList<>();
        Coroutine<Boolean, String> lines = lines(log);
        check("line 1", lines.resume(true));
        check("no more", lines.resume(false)); // there is no close(): a value says so
        check(List.of("closed"), log);
        System.out.println("fine");
    }

    private static List<String> all(Coroutine<Void, String> c) {
        List<String> seen = new ArrayList<>();
        while (!c.isDone()) {
            seen.add(c.resume(null));
        }
        return seen;
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
