package corpus.shapes;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;

/** Private members between nested classes: by accessors before Java 11, directly since. */
public class Nested {
    private int count = 1;
    private long wide = 10;
    private String text = "t";
    private static int total;

    private Nested() {}

    private Nested(String text, int count) {
        this.text = text;
        this.count = count;
    }

    private static Async<Integer> hidden(int x) {
        return done(x + i(1).await());
    }

    private Async<String> greet(String s) {
        String kept = s + text;
        pause().await();
        return done(kept + count);
    }

    private static Async<Integer> immediate(int x) {
        return done(x * 2);
    }

    static final class Sibling {
        private int secret = 5;
        private final Object made;

        private Sibling(Object made) {
            this.made = made;
        }

        private Async<Integer> grow(int by) {
            secret += i(by).await();
            return done(secret);
        }

        Async<String> all() {
            Nested n = new Nested(step("n").await(), i(4).await());
            n.count += i(2).await();
            n.wide -= j(3).await();
            n.text += step("u").await();
            total = i(7).await();
            total *= i(2).await();
            int old = n.count++ + i(0).await();
            return done(n.greet("g").await() + " " + hidden(1).await() + immediate(3).await() + " " + n.wide + total + old);
        }

        private class Inner {
            private final String name = "inner";

            private Async<String> up() {
                secret += i(100).await();
                return done(name + grow(1).await() + Sibling.this.made);
            }
        }
    }

    public static Async<String> everyKindOfMember() {
        return done(new Sibling(null).all().await());
    }

    public static Async<Integer> privateMembersOfASibling() {
        Sibling s = new Sibling(step("x").await());
        s.secret *= i(2).await();
        return done(s.grow(3).await() + s.grow(4).await() * s.secret);
    }

    public static Async<String> innerOfInner() {
        Sibling s = new Sibling(step("made").await());
        Sibling.Inner inner = s.new Inner();
        return done(inner.up().await() + inner.name);
    }

    public static Async<String> privateConstructorAroundAwaits() {
        return done(new Sibling(new Sibling(step("deep").await()).made + "" + i(1).await()).made + "");
    }

    public static Async<String> privateMembersFromLambdas() {
        Nested n = new Nested();
        AsyncSupplier<String> f = () -> {
            n.count += hidden(1).await();
            n.text = n.greet("l").await();
            return done(n.text);
        };
        try {
            return done(f.get().await() + n.count);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static class Base {
        protected int base = 2;

        Async<String> name(String s) {
            return done("base " + step(s).await() + base);
        }

        protected static Async<String> shared() {
            return done(step("shared").await());
        }
    }

    private static final class Derived extends Base {
        @Override
        Async<String> name(String s) {
            return done("never");
        }

        Async<String> superFromALambda() throws Exception {
            AsyncSupplier<String> f = () -> done(super.name("l").await() + shared().await());
            return done(f.get().await());
        }

        Async<String> superFromAnInnerClass() {
            return done(new Object() {
                Async<String> call() {
                    base += i(1).await();
                    return done(Derived.super.name("i").await());
                }
            }.call().await());
        }
    }

    public static Async<String> superFromInside() throws Exception {
        Derived d = new Derived();
        return done(d.superFromALambda().await() + " " + d.superFromAnInnerClass().await());
    }

    private enum Op {
        PLUS {
            @Override
            Async<Integer> apply(int a, int b) {
                return done(i(a).await() + i(b).await() + bias());
            }
        },
        TIMES {
            @Override
            Async<Integer> apply(int a, int b) {
                return done(i(a).await() * b + hidden(0).await());
            }
        };

        private static int bias() {
            return 1000;
        }

        abstract Async<Integer> apply(int a, int b);
    }

    public static Async<String> enumConstantsWithBodies() {
        StringBuilder out = new StringBuilder();
        for (Op op : Op.values()) {
            out.append(op).append(op.apply(3, 4).await()).append(' ');
        }
        return done(out.toString());
    }

    private interface Visitor<R> {
        R visit(Node n);
    }

    private static final class Node {
        private final int value;
        private final Node next;

        private Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }

        private <R> R accept(Visitor<R> v) {
            return v.visit(this);
        }
    }

    public static Async<Integer> privateGenericVisitor() {
        Node list = new Node(i(1).await(), new Node(i(2).await(), new Node(3, null)));
        Visitor<Async<Integer>> sum = new Visitor<Async<Integer>>() {
            @Override
            public Async<Integer> visit(Node n) {
                int rest = n.next == null ? 0 : n.next.accept(this).await();
                return done(i(n.value).await() + 10 * rest);
            }
        };
        return done(list.accept(sum).await());
    }
}
