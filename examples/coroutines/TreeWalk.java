package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.Random;

/** A recursive walk that stops at each node: a hash of the values in the order seen, and whether they were in order. */
final class TreeWalk {
    private static final Tree TREE =
            Tree.of(new Random(5).ints(1_000, 0, 10_000).toArray());

    private TreeWalk() {}

    static String asymmetric(Maker make) {
        Coroutine<Void, Integer> walk = make.of((self, first) -> {
            Tree.yieldAll(TREE, self);
            return null;
        });
        Seen seen = new Seen();
        for (Integer value = walk.resume(null); value != null; value = walk.resume(null)) {
            seen.add(value);
        }
        return seen.toString();
    }

    static String symmetric(Maker make) {
        return new Pair(make).reader.resume(null);
    }

    private static final class Pair {
        final Coroutine<Integer, String> reader;
        final Coroutine<Void, String> walk;

        Pair(Maker make) {
            reader = make.of(this::read);
            walk = make.of((self, first) -> {
                Tree.transferAll(TREE, reader, self);
                self.transfer(reader, null);
                throw new AssertionError("nobody asks for more");
            });
        }

        private String read(Self<Integer, String> self, Integer first) {
            Seen seen = new Seen();
            for (Integer value = self.transfer(walk, null); value != null; value = self.transfer(walk, null)) {
                seen.add(value);
            }
            return seen.toString();
        }
    }

    private static final class Seen {
        private int count;
        private int last = -1;
        private boolean inOrder = true;

        void add(int value) {
            count++;
            inOrder &= value >= last;
            last = value;
        }

        @Override
        public String toString() {
            return count + " values, " + (inOrder ? "in order" : "not in order") + ", the last is " + last;
        }
    }
}
