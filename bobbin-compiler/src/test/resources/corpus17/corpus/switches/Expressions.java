package corpus.switches;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Switch expressions and arrows, patterns of instanceof, text blocks. */
public class Expressions {
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    private static final class Two {
        private final Object a;
        private final Object b;

        Two(Object a, Object b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public String toString() {
            return "(" + a + "," + b + ")";
        }
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    public static Async<Integer> expressionOverEnum() {
        int sum = 0;
        for (Colour c : Colour.values()) {
            sum = sum * 10 + switch (c) {
                case RED -> i(1).await();
                case GREEN -> 2;
                case BLUE -> {
                    int x = i(3).await();
                    pause().await();
                    yield x;
                }
            };
        }
        return done(sum);
    }

    public static Async<String> expressionOverString() {
        String r = "";
        for (String s : new String[] {"a", "b", "c"}) {
            r += switch (step(s).await()) {
                case "a" -> step("1").await();
                case "b" -> {
                    pause().await();
                    yield "2";
                }
                default -> throw new IllegalStateException("no " + step(s).await() + " after " + r);
            };
        }
        return done(r);
    }

    public static Async<String> expressionOnTheStack() {
        long left = 5;
        return done(left + ":" + switch (i(2).await()) {
            case 1 -> j(1).await();
            case 2 -> j(left * 2).await();
            default -> 0L;
        } + ":" + left);
    }

    public static Async<Integer> loopInAnArmAboveAnOperand() {
        int outer = 0;
        for (int k = 0; k < 2; k++) {
            outer += i(k).await() * switch (i(2).await()) {
                case 2 -> {
                    int sum = 1;
                    int n = 0;
                    do { // no for: of that, here, ecj makes code that does not verify
                        sum += i(n).await();
                        do {
                            sum += i(2).await();
                        } while (sum < 4);
                    } while (n++ < 3);
                    yield sum;
                }
                default -> 0;
            };
        }
        return done(outer);
    }

    public static Async<String> loopInAnArmAboveOperandsOfEachType() {
        int three = 3;
        return done(of(new Object[] {step("head").await(), null}, three, 4L, 1.5f, 2.5, 'x', switch (three) {
            case 3 -> {
                long product = 1;
                do {
                    product *= j(three--).await();
                } while (three > 0);
                yield product;
            }
            default -> 0;
        }));
    }

    private static String of(Object[] a, int b, long c, float d, double e, char f, long g) {
        return a[0] + "," + a[1] + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g;
    }

    public static Async<String> expressionAsArgument() {
        return done(String.join("-", "x", switch (z(true).await() ? 1 : 0) {
            case 1:
                String s = step("y").await();
                yield s + s;
            default:
                yield "n";
        }, step("z").await()));
    }

    public static Async<String> sealedAndRecords() {
        StringBuilder out = new StringBuilder();
        for (Shape s : new Shape[] {new Circle(2), new Square(3)}) {
            Shape t = step(s).await();
            if (t instanceof Circle c) {
                out.append("circle ").append(d(c.radius()).await());
            } else if (t instanceof Square q && q.side() > d(1).await()) {
                out.append("square ").append(q.side());
            }
        }
        return done(out.toString());
    }

    public static Async<String> textBlock() {
        String s = """
            one
            %s
            """.formatted(step("two").await());
        return done(s + i(3).await());
    }

    public static Async<String> throwingArm() {
        try {
            int x = switch (i(5).await()) {
                case 1 -> 1;
                default -> throw new IllegalArgumentException(step("five").await());
            };
            return done("" + x);
        } catch (IllegalArgumentException e) {
            return done("caught " + step(e.getMessage()).await());
        }
    }

    public static Async<String> arrowsOfStatements() {
        StringBuilder out = new StringBuilder();
        for (int k : new int[] {-1000000, 0, 7, 1000000, 5}) {
            switch (k) {
                case -1000000 -> out.append(step("min").await());
                case 7 -> out.append(step("seven").await());
                case 1000000 -> out.append("max");
                default -> pause().await();
            }
            out.append('|');
        }
        return done(out.toString());
    }

    public static Async<String> expressionInsideAStatement() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 4; k++) {
            switch (k / 2) {
                case 0:
                    switch (i(k % 2).await()) {
                        case 0:
                            out.append(step("00").await());
                            break;
                        default:
                            out.append("01");
                    }
                    break;
                default:
                    out.append(switch (k % 2) {
                        case 0 -> step("10").await();
                        default -> step("11").await();
                    });
            }
        }
        return done(out.toString());
    }

    public static Async<String> arrowsOnChars() {
        StringBuilder out = new StringBuilder();
        for (char c : "a1-".toCharArray()) {
            switch (c(c).await()) {
                case 'a' -> out.append(step("letter").await());
                case '1' -> out.append("digit");
                default -> out.append(c('!').await());
            }
        }
        return done(out.toString());
    }

    public static Async<String> armsThatSuspendAndArmsThatDoNot() {
        String r = "";
        for (int k = 0; k < 6; k++) {
            r += switch (k % 3) {
                case 0 -> done("d").await();
                case 1 -> foreign("f").await();
                default -> step("s").await();
            };
        }
        return done(r);
    }

    public static Async<String> patternInstanceof() {
        Object o = "s";
        if (step(o).await() instanceof String s && s.length() == i(1).await()) {
            return done("string " + s);
        }
        return done("other");
    }

    public static Async<String> expressionAsConstructorArgument() {
        return done("" + new Two("k", switch (i(2).await()) {
            case 1 -> "one";
            case 2 -> step("two").await();
            default -> new Two(step(1).await(), 1);
        }));
    }

    public static Async<String> tryInsideASwitchExpression() {
        int r = 1 + switch (i(1).await()) {
            case 1 -> {
                try {
                    yield i(10).await() / i(0).await();
                } catch (ArithmeticException e) {
                    yield i(20).await();
                } finally {
                    log("finally");
                    pause().await();
                }
            }
            default -> 0;
        };
        return done("" + r);
    }
}
