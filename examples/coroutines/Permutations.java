package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All orders of five letters, out of a recursion that swaps them in place. */
final class Permutations {
    private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e");

    private Permutations() {}

    static String asymmetric(Maker make) {
        Coroutine<Void, String> all = make.of((self, first) -> {
            permute(new ArrayList<>(LETTERS), LETTERS.size(), self);
            return null;
        });
        Set<String> seen = new LinkedHashSet<>();
        for (String one = all.resume(null); one != null; one = all.resume(null)) {
            seen.add(one);
        }
        return summary(seen);
    }

    private static void permute(List<String> items, int n, Self<Void, String> self) {
        if (n <= 1) {
            self.yield(String.join("", items));
            return;
        }
        for (int i = 0; i < n; i++) {
            Collections.swap(items, i, n - 1);
            permute(items, n - 1, self);
            Collections.swap(items, i, n - 1);
        }
    }

    private static String summary(Set<String> seen) {
        return seen.size() + ": " + seen.stream().limit(4).toList();
    }

    static String symmetric(Maker make) {
        return new Pair(make).reader.resume(null);
    }

    private static final class Pair {
        final Coroutine<String, String> reader;
        final Coroutine<Void, String> all;

        Pair(Maker make) {
            reader = make.of(this::read);
            all = make.of((self, first) -> {
                permute(new ArrayList<>(LETTERS), LETTERS.size(), self);
                self.transfer(reader, null);
                throw new AssertionError("nobody asks for more");
            });
        }

        private void permute(List<String> items, int n, Self<Void, String> self) {
            if (n <= 1) {
                self.transfer(reader, String.join("", items));
                return;
            }
            for (int i = 0; i < n; i++) {
                Collections.swap(items, i, n - 1);
                permute(items, n - 1, self);
                Collections.swap(items, i, n - 1);
            }
        }

        private String read(Self<String, String> self, String first) {
            Set<String> seen = new LinkedHashSet<>();
            for (String one = self.transfer(all, null); one != null; one = self.transfer(all, null)) {
                seen.add(one);
            }
            return summary(seen);
        }
    }
}
