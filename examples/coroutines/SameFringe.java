package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.Objects;

/** Whether two trees have the same values in order, found without walking further than to the first difference. */
final class SameFringe {
    private static final Tree ONE = Tree.of(1, 2, 3, 4, 5);

    private SameFringe() {}

    static String asymmetric(Maker make) {
        return compared(make, Tree.of(3, 1, 5, 4, 2)) + "; " + compared(make, Tree.of(3, 1, 6, 4, 2)) + "; "
                + compared(make, Tree.of(2, 1, 3));
    }

    private static String compared(Maker make, Tree other) {
        Coroutine<Void, Integer> a = walk(make, ONE);
        Coroutine<Void, Integer> b = walk(make, other);
        Integer x;
        Integer y;
        do {
            x = a.resume(null);
            y = b.resume(null);
        } while (x != null && x.equals(y));
        return verdict(x, y);
    }

    private static Coroutine<Void, Integer> walk(Maker make, Tree tree) {
        return make.of((self, first) -> {
            Tree.yieldAll(tree, self);
            return null;
        });
    }

    private static String verdict(Integer x, Integer y) {
        return Objects.equals(x, y) ? "same" : x + " is not " + y;
    }

    static String symmetric(Maker make) {
        return new Three(make, Tree.of(3, 1, 5, 4, 2)).judge.resume(null) + "; "
                + new Three(make, Tree.of(3, 1, 6, 4, 2)).judge.resume(null) + "; "
                + new Three(make, Tree.of(2, 1, 3)).judge.resume(null);
    }

    /** Two walkers, and one who asks them in turns. */
    private static final class Three {
        final Coroutine<Integer, String> judge;
        final Coroutine<Void, Void> a;
        final Coroutine<Void, Void> b;

        Three(Maker make, Tree other) {
            judge = make.of(this::judge);
            a = make.of((self, first) -> walk(ONE, self));
            b = make.of((self, first) -> walk(other, self));
        }

        private Void walk(Tree tree, Self<Void, Void> self) {
            Tree.transferAll(tree, judge, self);
            self.transfer(judge, null);
            throw new AssertionError("asked after the end");
        }

        private String judge(Self<Integer, String> self, Integer first) {
            Integer x;
            Integer y;
            do {
                x = self.transfer(a, null);
                y = self.transfer(b, null);
            } while (x != null && x.equals(y));
            return verdict(x, y);
        }
    }
}
