package corpus.switches;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** Switch statements. */
public class Switches {
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    public static Async<String> dense() {
        StringBuilder out = new StringBuilder();
        for (int k = -1; k < 5; k++) {
            switch (i(k).await()) {
                case 0:
                    out.append(step("zero").await());
                    break;
                case 1:
                    out.append("one");
                    break;
                case 2:
                case 3:
                    out.append(step("few").await());
                    break;
                default:
                    out.append(step("other").await());
            }
            out.append(' ');
        }
        return done(out.toString());
    }

    public static Async<String> fallThrough() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 4; k++) {
            switch (k) {
                case 0:
                    out.append(step("a").await());
                case 1:
                    out.append("b");
                    pause().await();
                case 2:
                    out.append(step("c").await());
                    break;
                default:
                    out.append("d");
            }
            out.append(' ');
        }
        return done(out.toString());
    }

    public static Async<String> onStrings() {
        StringBuilder out = new StringBuilder();
        for (String s : new String[] {"apple", "Aa", "BB", "pear", ""}) {
            switch (step(s).await()) {
                case "Aa":
                    out.append(i(1).await());
                    break;
                case "BB": // has the hash code of "Aa"
                    out.append(i(2).await());
                    break;
                case "apple":
                    out.append(i(3).await());
                    break;
                default:
                    out.append(s.length());
            }
        }
        return done(out.toString());
    }

    public static Async<Integer> onANullString() {
        switch (Switches.<String>none().await()) {
            case "a":
                return done(1);
            default:
                return done(2);
        }
    }

    private static <T> Async<T> none() {
        pause().await();
        return done(null);
    }

    public static Async<String> onEnums() {
        StringBuilder out = new StringBuilder();
        for (Colour c : Colour.values()) {
            switch (step(c).await()) {
                case RED:
                    out.append(step("r").await());
                    break;
                case BLUE:
                    out.append(step("b").await());
                    break;
                default:
                    out.append('?');
            }
        }
        return done(out.toString());
    }

    public static Async<Integer> switchInsideALoopWithContinue() {
        int sum = 0;
        for (int k = 0; k < 10; k++) {
            switch (k % 4) {
                case 0:
                    continue;
                case 1:
                    sum += i(k).await();
                    break;
                case 2:
                    if (z(k > 5).await()) {
                        return done(sum * 100 + k);
                    }
                default:
                    sum++;
            }
        }
        return done(sum);
    }

    public static Async<String> onlyDefault() {
        switch (i(1).await()) {
            default:
                pause().await();
        }
        return done("ok");
    }

    public static Async<String> sparse() {
        StringBuilder out = new StringBuilder();
        for (int k : new int[] {-1000000, 0, 7, 1000000, 5}) {
            switch (k) {
                case -1000000:
                    out.append(step("min").await());
                    break;
                case 7:
                    out.append(step("seven").await());
                    break;
                case 1000000:
                    out.append("max");
                    break;
                default:
                    pause().await();
            }
            out.append('|');
        }
        return done(out.toString());
    }

    public static Async<String> nestedSwitches() {
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
                    switch (k % 2) {
                        case 0:
                            out.append(step("10").await());
                            break;
                        default:
                            out.append(step("11").await());
                    }
            }
        }
        return done(out.toString());
    }

    public static Async<String> onCharsAndBoxes() {
        StringBuilder out = new StringBuilder();
        for (char c : "a1-".toCharArray()) {
            switch (c(c).await()) {
                case 'a':
                    out.append(step("letter").await());
                    break;
                case '1':
                    out.append("digit");
                    break;
                default:
                    out.append(c('!').await());
            }
        }
        return done(out.toString());
    }
}
