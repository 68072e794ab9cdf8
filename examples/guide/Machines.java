import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Tasks by hand: examples/guide/Compiled.java without Bobbin; a test holds docs/guide/state-machine.md against it. */
class Machines {
    static int order(int pieces) {
        int weight = pieces * 3;
        int price = ask(weight);
        return pieces * price + ask(price);
    }

    static int ask(int question) {
        return question + 1; // after a long while, in which a thread waits
    }

    static final class Order {
        private int step;
        private int kept; // pieces, and then pieces * price
        int question;
        int result;

        Order(int pieces) {
            kept = pieces;
        }

        boolean resume(int answer) { // true: it has ended
            switch (step) {
                case 0: {
                    int pieces = kept;
                    int weight = pieces * 3;
                    question = weight;
                    step = 1;
                    return false;
                }
                case 1: {
                    int pieces = kept;
                    int price = answer;
                    kept = pieces * price;
                    question = price;
                    step = 2;
                    return false;
                }
                default:
                    result = kept + answer;
                    return true;
            }
        }
    }

    static final class Loop {
        private record Timer(long at, Runnable wake) {}

        private final Queue<Runnable> ready = new ArrayDeque<>();
        private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::at));
        private long now; // a clock that jumps to the next timer; a real loop waits for it
        private Runnable running;

        void spawn(Runnable task) {
            ready.add(task);
        }

        void sleep(int millis, Runnable then) {
            timers.add(new Timer(now + millis, then));
        }

        Runnable running() {
            return running;
        }

        void run() {
            while (!ready.isEmpty() || !timers.isEmpty()) {
                if (ready.isEmpty()) { // nobody can run: wait for the next timer
                    Timer next = timers.remove();
                    now = next.at();
                    ready.add(next.wake());
                }
                running = ready.remove();
                running.run(); // until it waits, or ends
            }
        }
    }

    abstract static class Frame {
        final Loop loop;
        private final Frame caller;
        int step;

        Frame(Loop loop, Frame caller) {
            this.loop = loop;
            this.caller = caller;
        }

        abstract void resume(int result); // what it has waited for gave this

        void end(int result) {
            if (caller != null) {
                caller.resume(result);
            }
        }
    }

    static final class OrderFrame extends Frame {
        private int kept;

        OrderFrame(Loop loop, Frame caller, int pieces) {
            super(loop, caller);
            kept = pieces;
        }

        @Override
        void resume(int result) {
            switch (step++) {
                case 0:
                    new AskFrame(loop, this, kept * 3).resume(0);
                    break;
                case 1:
                    kept *= result;
                    new AskFrame(loop, this, result).resume(0);
                    break;
                default:
                    end(kept + result);
            }
        }
    }

    static final class AskFrame extends Frame {
        private final int question;

        AskFrame(Loop loop, Frame caller, int question) {
            super(loop, caller);
            this.question = question;
        }

        @Override
        void resume(int result) {
            if (step++ == 0) {
                loop.sleep(question, () -> resume(0)); // whoever wakes it enters here
            } else {
                end(question + 1);
            }
        }
    }

    abstract static class Polled {
        int step;
        int result;

        abstract boolean poll(Loop loop); // true: it has ended, and left its result
    }

    static final class OrderPolled extends Polled {
        private int kept;
        private AskPolled callee;

        OrderPolled(int pieces) {
            kept = pieces;
        }

        @Override
        boolean poll(Loop loop) {
            switch (step) {
                case 0:
                    callee = new AskPolled(kept * 3);
                    step = 1;
                    // falls through
                case 1:
                    if (!callee.poll(loop)) {
                        return false; // each wake-up goes through here, down to the leaf
                    }
                    kept *= callee.result;
                    callee = new AskPolled(callee.result);
                    step = 2;
                    // falls through
                default:
                    if (!callee.poll(loop)) {
                        return false;
                    }
                    result = kept + callee.result;
                    return true;
            }
        }
    }

    static final class AskPolled extends Polled {
        private final int question;

        AskPolled(int question) {
            this.question = question;
        }

        @Override
        boolean poll(Loop loop) {
            if (step++ == 0) {
                loop.sleep(question, loop.running()); // whoever wakes it wakes the task, and that polls
                return false;
            }
            result = question + 1;
            return true;
        }
    }

    static final class OrderInOne {
        private int step;
        private int kept;
        private int askStep; // the frame of ask(), for both calls: they are never alive together
        private int askQuestion;
        int result;

        OrderInOne(int pieces) {
            kept = pieces;
        }

        boolean poll(Loop loop) {
            switch (step) {
                case 0:
                    askQuestion = kept * 3;
                    step = 1;
                    // falls through
                case 1:
                    if (!ask(loop)) {
                        return false;
                    }
                    kept *= result;
                    askQuestion = result;
                    step = 2;
                    // falls through
                default:
                    if (!ask(loop)) {
                        return false;
                    }
                    result += kept;
                    return true;
            }
        }

        private boolean ask(Loop loop) {
            if (askStep == 0) {
                askStep = 1;
                loop.sleep(askQuestion, loop.running());
                return false;
            }
            askStep = 0;
            result = askQuestion + 1;
            return true;
        }
    }

    static int pushed(int tasks) {
        Loop loop = new Loop();
        int[] sum = {0};
        Frame end = new Frame(loop, null) {
            @Override
            void resume(int result) {
                sum[0] += result;
            }
        };
        for (int i = 0; i < tasks; i++) {
            var order = new OrderFrame(loop, end, 2);
            loop.spawn(() -> order.resume(0));
        }
        loop.run();
        return sum[0];
    }

    static int polled(int tasks) {
        Loop loop = new Loop();
        int[] sum = {0};
        for (int i = 0; i < tasks; i++) {
            var order = new OrderPolled(2);
            loop.spawn(() -> {
                if (order.poll(loop)) {
                    sum[0] += order.result;
                }
            });
        }
        loop.run();
        return sum[0];
    }

    static int inOne(int tasks) {
        Loop loop = new Loop();
        int[] sum = {0};
        for (int i = 0; i < tasks; i++) {
            var order = new OrderInOne(2);
            loop.spawn(() -> {
                if (order.poll(loop)) {
                    sum[0] += order.result;
                }
            });
        }
        loop.run();
        return sum[0];
    }

    public static void main(String[] args) {
        int plain = order(2);
        check(2 * 7 + 8, plain);

        var order = new Order(2);
        int answer = 0;
        while (!order.resume(answer)) {
            answer = ask(order.question); // or later, or from somewhere else
        }
        check(plain, order.result);

        check(1000 * plain, pushed(1000));
        check(1000 * plain, polled(1000));
        check(1000 * plain, inOne(1000));
        System.out.println("fine");
    }

    private static void check(int expected, int actual) {
        if (expected != actual) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
