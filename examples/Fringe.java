import dev.bobbin.Coroutine;
import dev.bobbin.Self;

/**
 * Two trees with the same leaves in another shape, walked side by side by two coroutines that yield out of the recursion.
 *
 * <p>Needs JDK 21 or later. Elsewhere than with {@code ./bobbin run}: bobbin-loom on the class path, and {@code --add-exports
 * java.base/jdk.internal.vm=ALL-UNNAMED}, without which it does the same on virtual threads.
 */
class Fringe {
    record Tree(Tree left, String leaf, Tree right) {
        static Tree of(String leaf) {
            return new Tree(null, leaf, null);
        }

        static Tree of(Tree left, Tree right) {
            return new Tree(left, null, right);
        }
    }

    /** Its leaves, one at each resume, and then null. */
    static Coroutine<Void, String> leaves(Tree tree) {
        return Coroutine.stackful((self, first) -> {
            walk(tree, self);
            return null;
        });
    }

    static void walk(Tree tree, Self<Void, String> self) {
        if (tree.leaf() != null) {
            self.yield(tree.leaf());
        } else {
            walk(tree.left(), self);
            walk(tree.right(), self);
        }
    }

    public static void main(String[] args) {
        Tree a = Tree.of("a");
        Tree b = Tree.of("b");
        Tree c = Tree.of("c");
        Coroutine<Void, String> one = leaves(Tree.of(Tree.of(a, b), c));
        Coroutine<Void, String> other = leaves(Tree.of(a, Tree.of(b, c)));
        String x;
        String y;
        do {
            x = one.resume(null);
            y = other.resume(null);
            System.out.println(x + " " + y);
        } while (x != null && x.equals(y));
        System.out.println(x == y ? "the same fringe" : "different");
    }
}
