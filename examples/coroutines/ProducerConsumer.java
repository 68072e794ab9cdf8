package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Two that fill and empty a buffer of three in turns. */
final class ProducerConsumer {
    private static final int CAPACITY = 3;
    private static final int ITEMS = 8;

    private ProducerConsumer() {}

    /** Somebody else resumes them in turns. */
    static String asymmetric(Maker make) {
        Buffer buffer = new Buffer();
        Coroutine<Void, Void> producer = make.of((self, first) -> {
            for (int i = 1; i <= ITEMS; i++) {
                if (buffer.isFull()) {
                    self.yield(null);
                }
                buffer.items.add(i);
            }
            return null;
        });
        Coroutine<Boolean, Integer> consumer = make.of((self, first) -> {
            int sum = 0;
            for (boolean more = first; more; more = self.yield(sum)) {
                sum += buffer.drained();
            }
            return sum + buffer.drained();
        });
        int sum;
        do {
            producer.resume(null);
            sum = consumer.resume(!producer.isDone());
        } while (!consumer.isDone());
        return buffer.log + " " + sum;
    }

    /** Each has the other go on. */
    static String symmetric(Maker make) {
        Pair pair = new Pair(make);
        int sum = pair.producer.resume(true);
        return pair.buffer.log + " " + sum;
    }

    private static final class Pair {
        final Buffer buffer = new Buffer();
        final Coroutine<Boolean, Integer> producer;
        final Coroutine<Boolean, Integer> consumer;

        Pair(Maker make) {
            producer = make.of(this::produce);
            consumer = make.of(this::consume);
        }

        private Integer produce(Self<Boolean, Integer> self, Boolean first) {
            for (int i = 1; i <= ITEMS; i++) {
                if (buffer.isFull()) {
                    self.transfer(consumer, true);
                }
                buffer.items.add(i);
            }
            self.transfer(consumer, false);
            throw new AssertionError("nobody wants more");
        }

        private Integer consume(Self<Boolean, Integer> self, Boolean first) {
            int sum = 0;
            for (boolean more = first; more; more = self.transfer(producer, true)) {
                sum += buffer.drained();
            }
            return sum + buffer.drained();
        }
    }

    private static final class Buffer {
        final Queue<Integer> items = new ArrayDeque<>();
        final List<String> log = new ArrayList<>();

        boolean isFull() {
            boolean full = items.size() == CAPACITY;
            if (full) {
                log.add("full");
            }
            return full;
        }

        int drained() {
            log.add("took " + items.size());
            int sum = items.stream().mapToInt(i -> i).sum();
            items.clear();
            return sum;
        }
    }
}
