import dev.bobbin.IntSeq;
import dev.bobbin.IntYielder;
import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.Yielder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The programs of docs/guide/generators.md; a test holds the page against them. {@code ./bobbin run examples/guide/Generators.java} */
class Generators {
    static Seq<Long> fibonacci() {
        return Seq.of(y -> {
            long a = 0;
            long b = 1;
            for (;;) {
                y.yield(a); // hands it out, and goes on here when the next one is wanted
                long next = a + b;
                a = b;
                b = next;
            }
        });
    }

    record Tree(Tree left, String name, Tree right) {
        Seq<String> names() {
            return Seq.of(this::walk);
        }

        private void walk(Yielder<String> y) {
            if (left != null) {
                left.walk(y);
            }
            y.yield(name);
            if (right != null) {
                right.walk(y);
            }
        }

        Seq<String> backwards() {
            return Seq.of(y -> {
                if (right != null) {
                    y.yieldAll(right.backwards());
                }
                y.yield(name);
                if (left != null) {
                    y.yieldAll(left.backwards());
                }
            });
        }
    }

    static StringBuilder log = new StringBuilder();

    static Seq<String> lines(String text) {
        return Seq.of(y -> {
            try (BufferedReader reader = open(text)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    y.yield(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static BufferedReader open(String text) {
        return new BufferedReader(new StringReader(text)) {
            @Override
            public void close() throws IOException {
                log.append("closed ");
                super.close();
            }
        };
    }

    static void earlyEnds(String text) {
        String first = lines(text).first(); // the reader is closed when this returns
        List<String> head = lines(text).takeWhile(line -> !line.isEmpty()).toList(); // here too
        check(first + head, "ab[ab, cde]");
        try (SeqIterator<String> it = lines(text).iterator()) {
            while (it.hasNext()) {
                if (it.next().length() > 2) {
                    break; // the iterator is closed, and so is the reader
                }
            }
        }
        try (Stream<String> stream = lines(text).stream()) {
            check(stream.limit(1).toList(), "[ab]");
        }
        check(log, "closed closed closed closed ");
    }

    static Seq<String> quoted(Seq<String> lines) {
        return Seq.of(y -> {
            try (SeqIterator<String> it = lines.iterator()) {
                while (it.hasNext()) {
                    y.yield("> " + it.next());
                }
            }
        });
    }

    static void collatz(int n, IntYielder y) {
        y.yield(n);
        if (n != 1) {
            collatz(n % 2 == 0 ? n / 2 : 3 * n + 1, y);
        }
    }

    private static void check(Object is, String expected) {
        if (!is.toString().equals(expected)) {
            throw new AssertionError(is);
        }
    }

    public static void main(String[] args) {
        for (long n : fibonacci().takeWhile(n -> n < 50)) {
            System.out.print(n + " ");
        }
        System.out.println();

        List<Long> even = fibonacci().filter(n -> n % 2 == 0).take(5).toList(); // 0, 2, 8, 34, 144
        check(even, "[0, 2, 8, 34, 144]");

        Tree tree = new Tree(new Tree(null, "a", null), "b", new Tree(null, "c", null));
        check(tree.names().joined(" "), "a b c");
        check(tree.backwards().joined(" "), "c b a");

        earlyEnds("ab\ncde\n\nf");
        check(quoted(lines("ab\ncde")).toList(), "[> ab, > cde]");

        int highest = IntSeq.of(y -> collatz(27, y)).fold(0, Math::max); // no int becomes an object
        check(highest, "9232");
        System.out.println("fine");
    }
}
