package corpus.dispatch;

import static corpus.Pace.far;
import static corpus.Pace.i;
import static corpus.Pace.log;
import static corpus.Pace.step;
import static dev.bobbin.Async.done;

import corpus.dispatch.other.Elsewhere;
import dev.bobbin.Async;
import dev.bobbin.Model;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Calls that an override may replace: which method runs is what plain Java says, however it was compiled. */
public final class Dispatch {
    private Dispatch() {}

    interface Source {
        Async<Integer> next(int x);

        default Async<Integer> twice(int x) {
            return done(next(x).await() + next(x + 1).await());
        }
    }

    interface Named {
        Async<Integer> next(int x);

        Async<String> name();
    }

    static class Base implements Source {
        @Override
        public Async<Integer> next(int x) {
            return done(i(x).await() + 1);
        }

        Async<String> quiet(String s) {
            return done("base " + step(s).await());
        }

        protected Async<String> half(String s) {
            return done("half " + step(s).await());
        }

        Async<String> viaQuiet(String s) {
            return done(quiet(s).await() + "!");
        }
    }

    static class Inherits extends Base {}

    static class Overrides extends Base {
        @Override
        public Async<Integer> next(int x) {
            return done(super.next(x).await() * 10);
        }

        @Override
        Async<String> quiet(String s) {
            return done("over " + far(s).await());
        }
    }

    /** An override that is no coroutine. */
    static class Plain extends Base {
        @Override
        public Async<Integer> next(int x) {
            log("plain");
            return super.next(-x);
        }
    }

    static class AtOnce extends Overrides {
        @Override
        public Async<Integer> next(int x) {
            return done(x * 100);
        }
    }

    static class BelowPlain extends Plain {
        @Override
        Async<String> quiet(String s) {
            return done("below " + step(s).await());
        }
    }

    static final class Both implements Source, Named {
        @Override
        public Async<Integer> next(int x) {
            return done(i(x).await() + 7);
        }

        @Override
        public Async<String> name() {
            return done(step("both").await());
        }
    }

    @Model(Model.Kind.PULL)
    static class Pulled extends Base {
        @Override
        public Async<Integer> next(int x) {
            return done(super.next(x).await() + i(1000).await());
        }
    }

    @Model(Model.Kind.PUSH)
    static class PushedBelowPulled extends Pulled {
        @Override
        public Async<Integer> next(int x) {
            return done(super.next(x).await() + i(5).await());
        }
    }

    private static List<Base> bases() {
        return List.of(
                new Base(),
                new Inherits(),
                new Overrides(),
                new Plain(),
                new AtOnce(),
                new BelowPlain(),
                new Pulled(),
                new PushedBelowPulled(),
                new Base() {
                    @Override
                    public Async<Integer> next(int x) {
                        return done(i(x).await() - 1);
                    }
                });
    }

    public static Async<String> class_ofManyReceivers_runsTheOverride() {
        StringBuilder all = new StringBuilder();
        for (int round = 0; round < 3; round++) {
            for (Base b : bases()) {
                all.append(b.next(round).await()).append(' ');
            }
        }
        return done(all.toString());
    }

    public static Async<String> interface_ofManyReceivers_runsTheOverride() {
        List<Source> sources = new ArrayList<>(bases());
        sources.add(new Both());
        sources.add(x -> done(i(x).await() + 3));
        sources.add(x -> i(x + 4));
        StringBuilder all = new StringBuilder();
        for (Source s : sources) {
            all.append(s.next(2).await()).append(' ').append(s.twice(5).await()).append(' ');
        }
        return done(all.toString());
    }

    public static Async<String> packagePrivate_overriddenOrNot() {
        StringBuilder all = new StringBuilder();
        for (Base b : bases()) {
            all.append(b.quiet("q").await()).append(' ').append(b.viaQuiet("v").await()).append(' ');
        }
        return done(all.toString());
    }

    public static Async<String> packagePrivate_sameNameInAnotherPackage_isNoOverride() {
        Home home = new Elsewhere();
        Elsewhere elsewhere = new Elsewhere();
        return done(home.secret("a").await() + elsewhere.callSecret("b").await() + home.open("c").await()
                + elsewhere.open("d").await() + home.callGuarded("e").await() + home.hushed("f").await()
                + elsewhere.callHushed("g").await());
    }

    public static class Home {
        Async<String> secret(String s) {
            return done("home " + step(s).await() + " ");
        }

        Async<String> hushed(String s) {
            return done("hushed home " + step(s).await() + " ");
        }

        public Async<String> open(String s) {
            return done("open home " + step(s).await() + " ");
        }

        protected Async<String> guarded(String s) {
            return done("guarded home " + step(s).await() + " ");
        }

        public Async<String> callGuarded(String s) {
            return done(guarded(s).await() + guarded(s + s).await());
        }
    }

    public static Async<String> protected_calledFromTheSubclassesPackage() {
        Elsewhere e = new Elsewhere();
        return done(Elsewhere.Neighbour.call(e, "n").await() + e.new Inner().call("i").await());
    }

    interface Initialised {
        Object NOTED = log("initialised");

        Async<Integer> get(int x);
    }

    static class OfInitialised implements Initialised {
        @Override
        public Async<Integer> get(int x) {
            return done(i(x).await() + 1);
        }
    }

    public static Async<String> interface_withAnInitialiser_isNotInitialisedByACall() {
        Initialised of = new OfInitialised();
        return done("" + of.get(1).await() + of.get(2).await());
    }

    public static Async<String> twoInterfaces_withTheSameMethod() {
        Both both = new Both();
        Source source = both;
        Named named = both;
        return done(both.next(1).await() + " " + source.next(2).await() + " " + named.next(3).await() + " "
                + named.name().await());
    }

    interface Box<T> {
        Async<T> put(T x);
    }

    static class Strings implements Box<String> {
        @Override
        public Async<String> put(String x) {
            return done("strings " + step(x).await());
        }
    }

    static class LoudStrings extends Strings {
        @Override
        public Async<String> put(String x) {
            return done(super.put(x).await() + "!");
        }
    }

    static final class Numbers implements Box<Integer> {
        @Override
        public Async<Integer> put(Integer x) {
            return done(i(x).await() + 1);
        }
    }

    abstract static class Half<T extends Number> implements Box<T> {
        abstract Async<Integer> size(T x);

        @Override
        public Async<T> put(T x) {
            return done(size(x).await() > 3 ? x : null);
        }
    }

    static final class Longs extends Half<Long> {
        @Override
        Async<Integer> size(Long x) {
            return done(i(x.intValue()).await());
        }
    }

    public static Async<String> bridges_overriddenBelow() {
        Box<String> strings = new Strings();
        Box<String> loud = new LoudStrings();
        Box<Integer> numbers = new Numbers();
        Box<Long> longs = new Longs();
        return done(strings.put("a").await() + loud.put("b").await() + numbers.put(3).await() + longs.put(2L).await()
                + longs.put(4L).await() + new Longs().put(5L).await() + new Numbers().put(8).await());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Async<String> bridge_givenAnotherType_failsAsPlainCallsDo() {
        Box wrong = new Strings();
        try {
            return done("" + wrong.put(5).await());
        } catch (ClassCastException e) {
            return done("cast");
        }
    }

    public static Async<String> overloads_eachItsOwn() {
        Overloaded o = new Overloaded();
        return done(o.of(1).await() + o.of("s").await() + o.of(2L, 3.0).await() + o.of(new int[] {4}).await());
    }

    static class Overloaded {
        Async<String> of(int x) {
            return done("int " + i(x).await());
        }

        Async<String> of(String x) {
            return done("string " + step(x).await());
        }

        Async<String> of(long x, double y) {
            return done("both " + i((int) x).await() + y);
        }

        Async<String> of(int[] x) {
            return done("array " + i(x[0]).await());
        }
    }

    enum Level {
        LOW {
            @Override
            Async<String> say() {
                return done("low " + step("l").await());
            }
        },
        HIGH {
            @Override
            Async<String> say() {
                return done("high");
            }
        },
        NONE;

        Async<String> say() {
            return done("none " + step("n").await());
        }
    }

    public static Async<String> enumConstants_withBodies() {
        StringBuilder all = new StringBuilder();
        for (Level level : Level.values()) {
            all.append(level.say().await()).append(' ');
        }
        return done(all.toString());
    }

    public static Async<String> nullReceiver_failsAtTheCall() {
        Source none = null;
        Base noBase = null;
        StringBuilder all = new StringBuilder();
        try {
            all.append(none.next(log(1)).await());
        } catch (NullPointerException e) {
            all.append("null ");
        }
        try {
            all.append(noBase.next(log(2)).await());
        } catch (NullPointerException e) {
            all.append("null");
        }
        return done(all.toString());
    }

    static class Nothing implements Source {
        @Override
        public Async<Integer> next(int x) {
            return x > 0 ? null : i(x);
        }
    }

    public static Async<String> nullResult_failsAtTheAwait() {
        Source nothing = new Nothing();
        try {
            return done("" + nothing.next(0).await() + nothing.next(1).await());
        } catch (NullPointerException e) {
            return done("null");
        }
    }

    /** Handlers see the method that the program calls, and no other. */
    public static Async<String> proxy_ofAnInterface_isCalledByTheMethodsName() {
        Base target = new Overrides();
        List<String> called = new ArrayList<>();
        Source proxy = (Source) Proxy.newProxyInstance(
                Dispatch.class.getClassLoader(), new Class<?>[] {Source.class}, (self, method, args) -> {
                    called.add(method.getName());
                    try {
                        return method.invoke(target, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        int sum = proxy.next(1).await() + proxy.next(2).await();
        return done(sum + " " + called);
    }

    static class Deep implements Source {
        private final Source below;

        Deep(Source below) {
            this.below = below;
        }

        @Override
        public Async<Integer> next(int x) {
            if (x > 90) {
                throw new IllegalStateException("too deep " + x);
            }
            try {
                return done(below.next(x + 1).await() + 1);
            } finally {
                if (x % 30 == 0) {
                    log(i(x).await());
                }
            }
        }
    }

    public static Async<String> chain_ofVirtualCalls_resultsAndFailuresComeUp() {
        Source chain = new Base();
        for (int n = 0; n < 80; n++) {
            chain = new Deep(chain);
        }
        String failure = "none";
        try {
            chain.next(40).await();
        } catch (IllegalStateException e) {
            failure = e.getMessage();
        }
        return done(chain.next(0).await() + " " + failure);
    }

    public static Async<String> tailCall_byAVirtualCall() {
        return done("" + countdown(new Ring(), 2_000).await());
    }

    private static Async<Integer> countdown(Ring ring, int n) {
        return ring.turn(n);
    }

    static class Ring {
        Async<Integer> turn(int n) {
            if (n % 500 == 0) {
                log(i(n).await());
            }
            return n == 0 ? done(0) : turn(n - 1);
        }
    }
}
