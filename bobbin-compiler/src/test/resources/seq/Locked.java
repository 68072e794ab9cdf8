package seq;

import dev.bobbin.Coroutine;
import dev.bobbin.IntSeq;
import dev.bobbin.IntYielder;
import dev.bobbin.Self;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Methods that take a yielder and are synchronized: those do not yield. */
public class Locked {
    static class Counter {
        int visits;
        final List<Object> seen = new ArrayList<>();

        synchronized void visit(Yielder<?> y) {
            visits++;
            seen.add(Thread.holdsLock(this));
            notifyAll();
        }

        synchronized int count(byte b, IntYielder y, double d) {
            notifyAll();
            return Thread.holdsLock(this) ? visits + b + (int) d : -1;
        }

        private synchronized long secret(long before, Yielder<Object> y) {
            notifyAll();
            return Thread.holdsLock(this) ? before + 1 : -1;
        }

        synchronized String name(Yielder<Object> y, Object... words) {
            notifyAll();
            return Thread.holdsLock(this) + "" + words.length;
        }

        synchronized boolean fails(Yielder<Object> y) throws java.io.IOException {
            notifyAll();
            throw new java.io.IOException(Thread.holdsLock(this) + "");
        }

        /** Others find the lock free once it has returned. */
        synchronized boolean again(Yielder<Object> y) {
            try {
                return Thread.holdsLock(this);
            } finally {
                visits = 0;
            }
        }

        Seq<Object> all() {
            return Seq.of(y -> {
                y.yield(secret(1L << 40, y));
                y.yield(name(y));
                y.yield(name(y, 1, 2));
                y.yield(again(y));
                y.yield(Thread.holdsLock(this));
                try {
                    y.yield(fails(y));
                } catch (java.io.IOException e) {
                    y.yield(e.getMessage());
                }
            });
        }
    }

    static class Louder extends Counter {
        @Override
        String name(Yielder<Object> y, Object... words) {
            return super.name(y, words).toUpperCase(Locale.ROOT) + Thread.holdsLock(this);
        }
    }

    /** Whose own method does yield, and so has no lock. */
    static class Freer extends Counter {
        @Override
        String name(Yielder<Object> y, Object... words) {
            y.yield(Thread.holdsLock(this));
            return "free";
        }
    }

    static synchronized boolean ofTheClass(int x, Yielder<?> y) {
        Locked.class.notifyAll();
        return Thread.holdsLock(Locked.class) && x == 3;
    }

    private static synchronized char hidden(Yielder<?> y) {
        return Thread.holdsLock(Locked.class) ? 'h' : 'x';
    }

    interface Visitor<T> {
        Object meets(T it, Yielder<Object> y);
    }

    static class Guest implements Visitor<String> {
        @Override
        public synchronized Object meets(String it, Yielder<Object> y) {
            notifyAll();
            return it + Thread.holdsLock(this);
        }
    }

    @Expect("[] [true] 1")
    public static String method_thatDoesNotYield_hasItsLock() {
        Counter counter = new Counter();
        return Seq.<Integer>of(y -> counter.visit(y)).toList() + " " + counter.seen + " " + counter.visits;
    }

    @Expect("[] [true, true]")
    public static String methodReference_toOne_hasItsLock() {
        Counter counter = new Counter();
        Seq<Integer> seq = Seq.of(counter::visit);
        return "" + seq.toList() + (seq.toList().isEmpty() ? " " : "") + counter.seen;
    }

    @Expect("[1099511627777, true0, true2, true, false, true]")
    public static String methods_ofAllKinds_haveTheirLock() {
        return Bodies.all(new Counter().all());
    }

    @Expect("[1099511627777, TRUE0false, TRUE2false, true, false, true]")
    public static String override_thatCallsIt_hasItsLock() {
        return Bodies.all(new Louder().all());
    }

    @Expect("[1099511627777, false, free, false, free, true, false, true]")
    public static String override_thatYields_hasNone() {
        return Bodies.all(new Freer().all());
    }

    @Expect("[1, 10, 2]")
    public static String method_thatTakesOtherArguments_getsThem() {
        Counter counter = new Counter();
        return "" + IntSeq.of(y -> {
            y.yield(1);
            y.yield(counter.count((byte) 3, y, 7.5));
            y.yield(2);
        }).boxed().toList();
    }

    @Expect("[true, false, h, false]")
    public static String staticMethod_hasTheLockOfItsClass() {
        return Bodies.all(Seq.of(y -> {
            y.yield(ofTheClass(3, y));
            y.yield(Thread.holdsLock(Locked.class));
            y.yield(hidden(y));
            y.yield(Thread.holdsLock(Locked.class));
        }));
    }

    private static <T> Object meet(Visitor<T> visitor, T it, Yielder<Object> y) {
        y.yield("before");
        return visitor.meets(it, y);
    }

    @Expect("[before, guest true]")
    public static String method_calledByItsBridge_hasItsLock() {
        return Bodies.all(Seq.of(y -> y.yield(meet(new Guest(), "guest ", y))));
    }

    static class Ringer {
        synchronized String ring(Self<Integer, String> self, int times) {
            notifyAll();
            return Thread.holdsLock(this) + " " + times;
        }
    }

    @Expect("true 3 false")
    public static String bodyOfACoroutine_callsOne_withItsLock() {
        Ringer ringer = new Ringer();
        Coroutine<Integer, String> coroutine = Coroutine.of((self, first) -> {
            int times = self.yield(ringer.ring(self, first));
            return Thread.holdsLock(ringer) ? "held" + times : "false";
        });
        return coroutine.resume(3) + " " + coroutine.resume(4);
    }
}
