package corpus.receivers;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import corpus.receivers.hidden.Square;
import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;

/** Whom a call is sent to: across packages, to null, among methods of similar names. */
public class Receivers {
    private static final String WHY = "side by side, blocking code needs threads";

    public static Async<Integer> staticOfAHiddenInterface() {
        return done(Square.twice(3).await());
    }

    public static Async<Integer> defaultOfAHiddenInterface() {
        Square s = new Square(3);
        return done(s.area().await() + s.area().await());
    }

    public static Async<Integer> calleesOfAFinalClass() {
        return done(new Square(5).perimeter().await());
    }

    public static Async<String> hiddenClass() {
        Square s = new Square(1);
        return done(Square.text(7).await() + s.tail("a").await() + s.inherited("b").await() + s.inheritedFinal("c").await()
                + s.inheritedNow("d").await());
    }

    public static Async<String> hiddenAndStored() {
        Square s = new Square(2);
        Async<Integer> a = s.area();
        Async<Integer> b = Square.twice(4);
        Async<String> c = Square.text(5);
        pause().await();
        return done(c.await() + b.await() + a.await());
    }

    @Expect(value = "t82t82 4 8", because = WHY)
    public static Async<String> hiddenAndSpawned() {
        try (Scope scope = Scope.open()) {
            Task<String> a = scope.spawn(Square.text(8));
            Task<Integer> b = scope.spawn(new Square(2).area());
            Task<Integer> c = scope.spawn(new Square(2).perimeter());
            scope.join().await();
            return done(a.await() + " " + b.await() + " " + c.await());
        }
    }

    // ---- null ---------------------------------------------------------------------------------------------------------

    private static final class Final {
        final int n;

        Final(int n) {
            this.n = n;
        }

        Async<Integer> co(int x) {
            log("body");
            pause().await();
            return done(x);
        }

        Async<Integer> usesThis(int x) {
            log("body");
            int r = n + i(x).await();
            return done(r + n);
        }

        Async<Integer> now(int x) {
            log("body");
            return done(x);
        }

        Async<Integer> onlyNow(int x) {
            log("body");
            return done(now(x).await());
        }

        Async<Integer> failsNow(int x) {
            log("body");
            throw new IllegalStateException("x" + x);
        }
    }

    private Async<Integer> secret(int x) {
        log("body");
        pause().await();
        return done(x);
    }

    private Async<Integer> secretNow(int x) {
        log("body");
        return done(x);
    }

    public final Async<Integer> last(int x) {
        log("body");
        pause().await();
        return done(x);
    }

    public final Async<Integer> lastNow(int x) {
        log("body");
        return done(x);
    }

    public Async<Integer> virtual(int x) {
        log("body");
        pause().await();
        return done(x);
    }

    private static Final nobody() {
        return null;
    }

    private static Receivers none() {
        return null;
    }

    public static Async<String> nullOfAFinalClass() {
        String r = "";
        try {
            r += nobody().co(logInt(1)).await();
        } catch (NullPointerException e) {
            r += "a";
        }
        try {
            r += nobody().usesThis(logInt(2)).await();
        } catch (NullPointerException e) {
            r += "b";
        }
        try {
            r += nobody().now(logInt(3)).await();
        } catch (NullPointerException e) {
            r += "c";
        }
        try {
            r += nobody().onlyNow(logInt(4)).await();
        } catch (NullPointerException e) {
            r += "d";
        }
        try {
            r += nobody().failsNow(logInt(5)).await();
        } catch (NullPointerException e) {
            r += "e";
        }
        return done(r);
    }

    public static Async<String> nullOfAPrivateMethod() {
        String r = "";
        try {
            r += none().secret(logInt(1)).await();
        } catch (NullPointerException e) {
            r += "a";
        }
        try {
            r += none().secretNow(logInt(2)).await();
        } catch (NullPointerException e) {
            r += "b";
        }
        return done(r);
    }

    public static Async<String> nullOfAFinalMethod() {
        String r = "";
        try {
            r += none().last(logInt(1)).await();
        } catch (NullPointerException e) {
            r += "a";
        }
        try {
            r += none().lastNow(logInt(2)).await();
        } catch (NullPointerException e) {
            r += "b";
        }
        return done(r);
    }

    public static Async<String> nullOfAVirtualMethod() {
        try {
            none().virtual(logInt(1)).await();
        } catch (NullPointerException e) {
            return done("a");
        }
        return done("missed");
    }

    public static Async<String> nullEscapesFromACoroutine() {
        try {
            escapes().await();
        } catch (NullPointerException e) {
            return done("a");
        }
        return done("missed");
    }

    private static Async<Integer> escapes() {
        return done(nobody().co(logInt(i(1).await())).await());
    }

    public static Async<String> nullFailsAtTheCallNotAtTheAwait() {
        String r = "";
        try {
            Async<Integer> a = nobody().co(1);
            log("called");
            a.await();
        } catch (NullPointerException e) {
            r += "a";
        }
        try {
            Async<Integer> a = none().secret(1);
            log("called");
            a.await();
        } catch (NullPointerException e) {
            r += "b";
        }
        try {
            Async<Integer> a = none().last(1);
            log("called");
            a.await();
        } catch (NullPointerException e) {
            r += "c";
        }
        try {
            Async<Integer> a = nobody().onlyNow(1);
            log("called");
            a.await();
        } catch (NullPointerException e) {
            r += "d";
        }
        try {
            Async<Integer> a = none().lastNow(1);
            log("called");
            a.await();
        } catch (NullPointerException e) {
            r += "e";
        }
        return done(r);
    }

    public static Async<String> argumentsBeforeTheReceiversNull() {
        try {
            nobody().co(Integer.parseInt(step("x").await())).await();
        } catch (NumberFormatException e) {
            return done("argument");
        }
        return done("missed");
    }

    public static Async<String> someAreNull() {
        String r = "";
        Final[] all = {new Final(1), null, new Final(3)};
        for (Final f : all) {
            try {
                r += f.usesThis(i(10).await()).await() + " ";
            } catch (NullPointerException e) {
                r += "null ";
            }
        }
        return done(r);
    }

    // ---- names --------------------------------------------------------------------------------------------------------

    static Async<String> foo(int x) {
        long kept = x;
        pause().await();
        return done("int" + kept);
    }

    static Async<String> foo(long x) {
        int kept = (int) x;
        pause().await();
        return done("long" + kept);
    }

    static Async<String> foo$2(long x) {
        double kept = x;
        pause().await();
        return done("$2" + kept);
    }

    static Async<String> foo$2(String x) {
        String kept = x;
        pause().await();
        return done("$2" + kept);
    }

    static Async<String> foo(String x) {
        return done("now" + x);
    }

    static Async<String> foo$3(int x) {
        pause().await();
        return done("$3" + x);
    }

    static String foo$start(int x) {
        return "plain start" + x;
    }

    static String foo$4$resume() {
        return "plain resume";
    }

    static String foo$5$save1(int x) {
        return "plain save" + x;
    }

    static Async<String> foo$now(String x) {
        pause().await();
        return done("coroutine now" + x);
    }

    public static Async<String> overloads() {
        return done(foo(1).await() + " " + foo(2L).await() + " " + foo("3").await());
    }

    public static Async<String> overloadsBesideNamesLikeTheEmitted() {
        return done(foo(1).await() + " " + foo(2L).await() + " " + foo$2(3L).await() + " " + foo$2("4").await() + " "
                + foo$3(5).await() + " " + foo$start(6) + " " + foo$4$resume() + " " + foo$5$save1(7) + " "
                + foo$now("8").await() + " " + foo("9").await());
    }

    public static Async<String> overloadsStored() {
        Async<String> a = foo(1);
        Async<String> b = foo(2L);
        Async<String> c = foo$2(3L);
        Async<String> d = foo$2("4");
        pause().await();
        return done(d.await() + c.await() + b.await() + a.await());
    }
}
