package corpus.types;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** char as a local, parameter, result, array element, field and operand. */
public class Chars {
    private char field;
    private static char global;

    private static String show(char x) {
        return Integer.toHexString(x) + " ";
    }

    public static Async<String> local() {
        char a = '\uffff';
        char b = 'a';
        pause().await();
        char c = a;
        a = b;
        pause().await();
        return done(show(a) + show(b) + show(c));
    }

    public static Async<String> parameter() {
        return done(pass('\uffff', 1L, 'a', "x").await());
    }

    private static Async<String> pass(char a, long gap, char b, String s) {
        pause().await();
        char old = a;
        a = c(b).await();
        return done(show(a) + gap + show(b) + s + show(old));
    }

    public static Async<Character> result() {
        char a = c('\uffff').await();
        pause().await();
        return done(a);
    }

    public static Async<Character> boxedResultPassedOn() {
        Character a = c('\uffff').await();
        pause().await();
        return done(a);
    }

    public static Async<String> viaGenericStep() {
        char a = step('\uffff').await();
        Character boxed = 'a';
        Character b = step(boxed).await();
        return done(show(a) + show(b));
    }

    public static Async<String> nullWhereAValueIsExpected() {
        char a = StepNull.none().await();
        return done("unreachable" + a);
    }

    private static final class StepNull {
        static Async<Character> none() {
            Character n = null;
            pause().await();
            return done(n);
        }
    }

    public static Async<String> nullBoxTaken() {
        Character a = StepNull.none().await();
        return done("" + a);
    }

    public static Async<String> arrayElement() {
        char[] arr = {'\uffff', 'a'};
        arr[i(0).await()] = c(arr[i(1).await()]).await();
        char[] copy = step(arr).await();
        return done(show(copy[0]) + show(copy[1]) + copy.length);
    }

    public static Async<String> fields() {
        Chars o = new Chars();
        o.field = c('\uffff').await();
        global = c('a').await();
        return done(show(o.field) + show(global) + show(o.swap().await()) + show(o.field));
    }

    private Async<Character> swap() {
        char old = field;
        field = c(global).await();
        return done(old);
    }

    public static Async<String> operandBeneath() {
        char a = '\uffff';
        return done(three(a, c('a').await(), a));
    }

    private static String three(char a, char b, char c) {
        return show(a) + show(b) + show(c);
    }

    public static Async<String> arithmetic() {
        char a = '\uffff';
        char b = 'a';
        a += c(b).await(); a++; b *= i(3).await(); pause().await(); a = (char) (a ^ b); a--;
        return done(show(a));
    }

    public static Async<String> throughALoop() {
        char a = '\uffff';
        char b = 'a';
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            char t = a;
            a = c(b).await();
            b = c(t).await();
            out.append(show(a));
        }
        return done(out.toString());
    }

    public static Async<String> mergedFromBranches() {
        char a;
        if (z(true).await()) {
            a = c('\uffff').await();
        } else {
            a = 'a';
        }
        pause().await();
        return done(show(a) + show(z(false).await() ? '\uffff' : c('a').await()));
    }
}
