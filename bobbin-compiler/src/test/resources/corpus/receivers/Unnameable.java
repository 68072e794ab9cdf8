package corpus.receivers;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.receivers.hidden.Greeting;
import corpus.receivers.hidden.Greetings;
import corpus.receivers.hidden.Tokens;
import dev.bobbin.Async;
import dev.bobbin.abi.Context;

/** Variables whose exact type this code must not name, and awaits on subclasses of Async. */
public class Unnameable {
    public static Async<String> throughAnInterface() {
        Greeting g = Greetings.polite("you");
        pause().await();
        String first = g.text();
        pause().await();
        return done(first + g.text());
    }

    public static Async<String> throughASuperclass() {
        Greetings.Base b = Greetings.polite("you");
        pause().await();
        return done("" + b.length() + i(b.length()).await());
    }

    public static Async<String> inALoopAndABranch() {
        StringBuilder all = new StringBuilder();
        Greeting g = Greetings.polite("a");
        for (int k = 0; k < 3; k++) {
            pause().await();
            all.append(g.text()).append(k);
            g = k == 1 ? Greetings.polite("b") : g;
        }
        return done(all.toString());
    }

    public static Async<String> inAnArray() {
        Greeting[] all = Greetings.three("x");
        pause().await();
        String s = "";
        for (Greeting g : all) {
            s += g.text() + i(1).await();
        }
        return done(s);
    }

    public static Async<String> onTheStack() {
        return done(join(Greetings.polite("s"), i(4).await()));
    }

    private static String join(Greeting g, int x) {
        return g.text() + x;
    }

    public static Async<Integer> handedBackAboveABranch() {
        int k = i(3).await();
        return done(Tokens.take(Tokens.of(k), k > 2 ? 1 : 2));
    }

    public static Async<Integer> handedBackInALoop() {
        int sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += Tokens.take(Tokens.of(k), k > 1 ? 5 : sum > 3 ? 6 : 7);
            sum += i(k).await();
        }
        return done(sum);
    }

    public static Async<Integer> handedBackOnceItsValueIsThere() {
        return done(Tokens.take(Tokens.of(i(5).await()), 2));
    }

    public static Async<Integer> handedBackAsAnArray() {
        int k = i(3).await();
        return done(Tokens.sum(Tokens.some(k), k > 2 ? 1 : 2));
    }

    public static Async<String> handedBackWhileAnotherLivesOn() {
        Greeting g = Greetings.polite("a");
        pause().await();
        String first = g.text();
        int taken = Tokens.take(Tokens.of(first.length()), first.length() > 3 ? 1 : 2);
        pause().await();
        return done(g.text() + taken);
    }

    public static Async<Integer> handedBackAcrossAnAwait() {
        return done(Tokens.read(Tokens.sign(3), i(4).await()) + Tokens.take(Tokens.open(2), i(5).await())
                + Tokens.take(Tokens.deep(6), i(7).await() > 6 ? 1 : 2));
    }

    public static Async<String> protectedInAnotherPackage() {
        return Certified.kind();
    }

    /** May name the JDK's protected class that it inherits. */
    abstract static class Certified extends java.security.cert.Certificate {
        Certified() {
            super("none");
        }

        static Async<String> kind() {
            CertificateRep rep = rep();
            pause().await();
            return done(simpleName(rep));
        }

        private static CertificateRep rep() {
            return new CertificateRep("X.509", new byte[0]) {};
        }

        private static String simpleName(CertificateRep rep) {
            return rep.getClass().getSuperclass().getSimpleName();
        }
    }

    public static Async<String> awaitOnASubclassOfAsync() {
        Seven seven = new Seven();
        int x = seven.await();
        pause().await();
        return done("" + x + new Eight().await());
    }

    static class Seven extends Async<Integer> {
        @Override
        protected Integer start(Context context) {
            return 7;
        }
    }

    static final class Eight extends Seven {
        @Override
        protected Integer start(Context context) {
            return 8;
        }
    }
}
