package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The programs that coroutines are known for. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramsTest {
    // ---- a tree, walked recursively ---------------------------------------------------------------------------------

    private record Tree(Tree left, int value, Tree right) {}

    private static Tree insert(Tree tree, int value) {
        if (tree == null) {
            return new Tree(null, value, null);
        }
        return value < tree.value
                ? new Tree(insert(tree.left, value), tree.value, tree.right)
                : new Tree(tree.left, tree.value, insert(tree.right, value));
    }

    private static Tree treeOf(int... values) {
        Tree tree = null;
        for (int value : values) {
            tree = insert(tree, value);
        }
        return tree;
    }

    /** Its values in order, and then null. */
    private static Coroutine<Void, Integer> walk(Tree tree) {
        return Coroutine.stackful((self, first) -> {
            visit(tree, self);
            return null;
        });
    }

    private static void visit(Tree tree, Self<Void, Integer> self) {
        if (tree != null) {
            visit(tree.left, self);
            self.yield(tree.value);
            visit(tree.right, self);
        }
    }

    @Test
    void treeWalk_ofAThousandNodes_isInOrder() {
        int[] values = new Random(5).ints(1_000, 0, 10_000).toArray();
        Coroutine<Void, Integer> walk = walk(treeOf(values));
        List<Integer> seen = new ArrayList<>();
        for (Integer value = walk.resume(null); value != null; value = walk.resume(null)) {
            seen.add(value);
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.of(values).sorted().boxed().toList());
    }

    private static boolean sameFringe(Tree one, Tree other) {
        Coroutine<Void, Integer> a = walk(one);
        Coroutine<Void, Integer> b = walk(other);
        while (true) {
            Integer x = a.resume(null);
            Integer y = b.resume(null);
            if (x == null || y == null) {
                return x == y;
            }
            if (!x.equals(y)) {
                return false;
            }
        }
    }

    @Test
    void sameFringe_ofTreesOfDifferentShape_isFound() {
        assertThat(sameFringe(treeOf(1, 2, 3, 4, 5), treeOf(3, 1, 5, 4, 2))).isTrue();
        assertThat(sameFringe(treeOf(1, 2, 3, 4, 5), treeOf(3, 1, 6, 4, 2))).isFalse();
        assertThat(sameFringe(treeOf(1, 2), treeOf(2, 1, 3))).isFalse();
    }

    // ---- producer and consumer, symmetric ---------------------------------------------------------------------------

    /** They fill and empty a buffer of three in turns. */
    private static final class Buffer {
        final Queue<Integer> items = new ArrayDeque<>();
        final List<String> log = new ArrayList<>();
        final Coroutine<Boolean, Integer> consumer = Coroutine.stackful(this::consume);
        final Coroutine<Boolean, Integer> producer = Coroutine.stackful(this::produce);

        private Integer produce(Self<Boolean, Integer> self, Boolean first) {
            for (int i = 0; i < 8; i++) {
                if (items.size() == 3) {
                    log.add("full");
                    self.transfer(consumer, true);
                }
                items.add(i);
            }
            return self.transfer(consumer, false) ? 0 : -1;
        }

        private Integer consume(Self<Boolean, Integer> self, Boolean first) {
            boolean more = first;
            int sum = 0;
            while (true) {
                for (Integer item = items.poll(); item != null; item = items.poll()) {
                    sum += item;
                }
                if (!more) {
                    return sum;
                }
                log.add("empty");
                more = self.transfer(producer, true);
            }
        }
    }

    @Test
    void producerAndConsumer_fillAndEmpty_inTurns() {
        Buffer buffer = new Buffer();

        assertThat(buffer.producer.resume(true)).isEqualTo(28);
        assertThat(buffer.log).containsExactly("full", "empty", "full", "empty");
    }

    // ---- a scheduler ------------------------------------------------------------------------------------------------

    @Test
    void roundRobin_ofUnevenWork_givesEachATurn() {
        List<String> log = new ArrayList<>();
        Queue<Coroutine<Void, Void>> ready = new ArrayDeque<>();
        for (int i = 0; i < 3; i++) {
            int me = i;
            ready.add(Coroutine.stackful((self, first) -> {
                for (int step = 0; step <= me; step++) {
                    log.add(me + "." + step);
                    self.yield(null);
                }
                return null;
            }));
        }
        while (!ready.isEmpty()) {
            Coroutine<Void, Void> next = ready.remove();
            next.resume(null);
            if (!next.isDone()) {
                ready.add(next);
            }
        }

        assertThat(log).containsExactly("0.0", "1.0", "2.0", "1.1", "2.1", "2.2");
    }

    // ---- permutations -----------------------------------------------------------------------------------------------

    private static void permute(List<Integer> items, int n, Self<Void, List<Integer>> self) {
        if (n <= 1) {
            self.yield(List.copyOf(items));
            return;
        }
        for (int i = 0; i < n; i++) {
            Collections.swap(items, i, n - 1);
            permute(items, n - 1, self);
            Collections.swap(items, i, n - 1);
        }
    }

    @Test
    void permutations_ofSix_areAllDifferent() {
        Coroutine<Void, List<Integer>> all = Coroutine.stackful((self, first) -> {
            permute(new ArrayList<>(List.of(1, 2, 3, 4, 5, 6)), 6, self);
            return null;
        });
        List<List<Integer>> seen = new ArrayList<>();
        for (List<Integer> one = all.resume(null); one != null; one = all.resume(null)) {
            seen.add(one);
        }

        assertThat(seen).hasSize(720);
        assertThat(new HashSet<>(seen)).hasSize(720);
        assertThat(seen).allMatch(one -> new HashSet<>(one).size() == 6);
    }

    // ---- a tokenizer that reads characters and a parser that reads tokens, both pushed
    // ------------------------------------

    /** Takes a character at a time, null for "what have you got"; gives tokens, null for "more". */
    private static Coroutine<Character, String> tokenizer() {
        return Coroutine.stackful((self, first) -> {
            Character c = first;
            while (c != '.') {
                if (Character.isDigit(c)) {
                    StringBuilder number = new StringBuilder();
                    while (Character.isDigit(c)) {
                        number.append(c);
                        c = self.yield(null);
                    }
                    self.yield(number.toString());
                } else {
                    self.yield(String.valueOf(c));
                    c = self.yield(null);
                }
            }
            return ".";
        });
    }

    /** Takes a token at a time; its answer is the value. */
    private static Coroutine<String, Integer> parser() {
        return Coroutine.stackful((self, first) -> new Parser(self, first).sum());
    }

    private static final class Parser {
        private final Self<String, Integer> self;
        private String token;

        Parser(Self<String, Integer> self, String first) {
            this.self = self;
            this.token = first;
        }

        int sum() {
            int value = product();
            while (token.equals("+")) {
                next();
                value += product();
            }
            return value;
        }

        private int product() {
            int value = atom();
            while (token.equals("*")) {
                next();
                value *= atom();
            }
            return value;
        }

        private int atom() {
            if (token.equals("(")) {
                next();
                int value = sum();
                if (!token.equals(")")) {
                    throw new IllegalArgumentException("')' expected, not '" + token + "'");
                }
                next();
                return value;
            }
            int value = Integer.parseInt(token);
            next();
            return value;
        }

        private void next() {
            token = self.yield(null);
        }
    }

    private static int evaluate(String text) {
        Coroutine<Character, String> tokenizer = tokenizer();
        Coroutine<String, Integer> parser = parser();
        int at = 0;
        while (true) {
            String token = tokenizer.resume(text.charAt(at));
            if (token == null) {
                at++;
                continue;
            }
            Integer value = parser.resume(token);
            if (parser.isDone()) {
                return value;
            }
        }
    }

    @Test
    void tokenizerAndParser_fedByTheCharacter_evaluate() {
        assertThat(evaluate("2+3*(4+10)*2.")).isEqualTo(86);
        assertThat(evaluate("((((7)))).")).isEqualTo(7);
        assertThatThrownBy(() -> evaluate("(1+2*3."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("')' expected, not '.'");
    }
}
