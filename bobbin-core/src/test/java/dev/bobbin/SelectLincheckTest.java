package dev.bobbin;

import static dev.bobbin.Async.done;

import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Selects of real tasks at two channels, with what may come across them: each other, sends, receives, cancellation and close; against
 * {@link SelectModel}. Any event that is ready may be taken.
 */
public class SelectLincheckTest {
    /** What they have in common; the operations are named as in {@link SelectModel}. */
    public abstract static class Base {
        private final Stepped[] tasks = new Stepped[5]; // one for each thread, the one before and the one after

        final List<Channel<Integer>> channels;

        Base(Channel<Integer> first, Channel<Integer> second) {
            channels = List.of(first, second);
            Arrays.setAll(tasks, i -> new Stepped());
        }

        final Stepped task(int thread) {
            return tasks[thread];
        }

        final String begin(int thread, Async<String> async) {
            return tasks[thread].begin(async);
        }

        /** Looks at its arms in their order, so that a run can be repeated; some threads look at them the other way round. */
        @SafeVarargs
        final Select<String> select(int thread, Event<?>... events) {
            Select<String> select = Select.<String>of().biased();
            for (int i = 0; i < events.length; i++) {
                events[thread == 1 ? events.length - 1 - i : i].addTo(select);
            }
            return select;
        }

        final Event<Integer> receiving(int channel) {
            return new Event<>(channels.get(channel).receive(), v -> done(channel + " gave " + v));
        }

        final Event<Void> sending(int channel, int element) {
            return new Event<>(channels.get(channel).send(element), v -> done("sent to " + channel));
        }

        @Operation
        public String trySend(
                @Param(gen = IntGen.class, conf = "0:1") int channel,
                @Param(gen = IntGen.class, conf = "1:9") int element) {
            return channels.get(channel).trySend(element) ? "sent" : "full";
        }

        @Operation
        public String tryReceive(@Param(gen = IntGen.class, conf = "0:1") int channel) {
            return channels.get(channel).tryReceive().map(Object::toString).orElse("empty");
        }
    }

    /** With selects that wait. */
    public abstract static class Waiting extends Base {
        Waiting(Channel<Integer> first, Channel<Integer> second) {
            super(first, second);
        }

        @Operation
        public String look(@Param(gen = ThreadIdGen.class) int thread) {
            return task(thread).look();
        }

        @Operation
        public String cancel(@Param(gen = ThreadIdGen.class) int thread) {
            return task(thread).cancel();
        }
    }

    record Event<T>(Async<T> event, AsyncFunction<T, String> then) {
        void addTo(Select<String> select) {
            select.on(event, then);
        }
    }

    /** Who receives from either channel. */
    public static class Receives extends Waiting {
        public Receives() {
            super(Channel.buffered(1), Channel.buffered(1));
        }

        @Operation
        public String selectReceive(@Param(gen = ThreadIdGen.class) int thread) {
            return begin(thread, select(thread, receiving(0), receiving(1)));
        }
    }

    /** Who receives from either channel if an element is there, which may move from one to the other meanwhile. */
    public static class Attempts extends Base {
        public Attempts() {
            super(Channel.buffered(1), Channel.buffered(1));
        }

        @Operation
        public String selectReceiveOrElse(@Param(gen = ThreadIdGen.class) int thread) {
            return begin(thread, select(thread, receiving(0), receiving(1)).orElse(() -> done("else")));
        }
    }

    /** Whose selects may be each other's partners, at one channel or at two, or their own. */
    public static class Exchanges extends Waiting {
        public Exchanges() {
            super(Channel.rendezvous(), Channel.buffered(1));
        }

        @Operation
        public String selectSendOrReceive(
                @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "1:9") int element) {
            return begin(thread, select(thread, sending(0, element), receiving(0)));
        }

        @Operation
        public String selectSendOrReceiveOrElse(
                @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "1:9") int element) {
            return begin(
                    thread, select(thread, sending(0, element), receiving(0)).orElse(() -> done("else")));
        }

        @Operation
        public String selectAcross(
                @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "1:9") int element) {
            return begin(
                    thread,
                    thread == 2
                            ? select(thread, receiving(0), sending(1, element))
                            : select(thread, sending(0, element), receiving(1)));
        }
    }

    /** The channels are closed. */
    public static class Closes extends Waiting {
        public Closes() {
            super(Channel.rendezvous(), Channel.buffered(1));
        }

        @Operation
        public String selectReceive(@Param(gen = ThreadIdGen.class) int thread) {
            return begin(thread, select(thread, receiving(0), receiving(1)));
        }

        @Operation
        public String selectSendOrReceive(
                @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "1:9") int element) {
            return begin(thread, select(thread, sending(0, element), receiving(0)));
        }

        @Operation
        public String close(@Param(gen = IntGen.class, conf = "0:1") int channel) {
            channels.get(channel).close();
            return "";
        }
    }

    private static <O extends Options<O, ?>> void check(O options, int iterations, int invocations, Class<?> type) {
        options.iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsBefore(2)
                .actorsPerThread(3)
                .verifier(SelectModel.class)
                .check(type);
    }

    @Test
    void receives_stressed_areLinearizable() {
        check(new StressOptions(), 10, 300, Receives.class);
    }

    @Test
    void receives_modelChecked_areLinearizable() {
        check(new ModelCheckingOptions(), 6, 100, Receives.class);
    }

    @Test
    void attempts_stressed_areLinearizable() {
        check(new StressOptions(), 10, 300, Attempts.class);
    }

    @Test
    void attempts_modelChecked_areLinearizable() {
        check(new ModelCheckingOptions(), 6, 200, Attempts.class);
    }

    @Test
    void exchanges_stressed_areLinearizable() {
        check(new StressOptions(), 10, 300, Exchanges.class);
    }

    @Test
    void exchanges_modelChecked_areLinearizable() {
        check(new ModelCheckingOptions(), 6, 100, Exchanges.class);
    }

    @Test
    void closes_stressed_areLinearizable() {
        check(new StressOptions(), 10, 300, Closes.class);
    }

    @Test
    void closes_modelChecked_areLinearizable() {
        check(new ModelCheckingOptions(), 6, 100, Closes.class);
    }
}
