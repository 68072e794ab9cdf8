package dev.bobbin.runtime;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.AsyncSeq;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/**
 * The Reactive Streams TCK, on sequences as publishers and on what subscribes to publishers for them, seen from outside and from within. Each of its
 * rules is a test here; it skips those that it cannot verify for anybody.
 */
final class FlowTckTest {
    /** Past this, what did not come is a failure, however slow the machine: only a failure waits for it. */
    private static final long FAILURE_MILLIS = 30_000;

    /** For so long nothing may come; waited for each time, and what comes later is missed, never held against anybody. */
    private static final long SILENCE_MILLIS = 50;

    /**
     * Before it looks for a failure that is expected; it looks once, although it says that it does so until {@link #FAILURE_MILLIS} have passed: it
     * negates the time that is left where it means to subtract from it.
     */
    private static final long LOOK_MILLIS = 2_000;

    /** The TCK waits for so long, each time, before it looks whether a cancelled subscriber is garbage: a cancellation has to be through by then. */
    private static final long GARBAGE_MILLIS = 2_000;

    private static TestEnvironment environment() {
        return new TestEnvironment(FAILURE_MILLIS, SILENCE_MILLIS, LOOK_MILLIS);
    }

    private static AsyncSeq<Integer> numbers(long count) {
        return AsyncSeq.from(() -> IntStream.iterate(1, n -> n + 1)
                .limit(count == Long.MAX_VALUE ? Integer.MAX_VALUE : count)
                .iterator());
    }

    /** Fails before there is any demand. */
    private static AsyncSeq<Integer> failing() {
        Iterable<Integer> none = () -> {
            throw new IllegalStateException("it fails");
        };
        return AsyncSeq.from(none);
    }

    /** Elements that are ready when they are wanted. */
    public static final class OfReady extends FlowPublisherVerification<Integer> {
        public OfReady() {
            super(environment(), GARBAGE_MILLIS);
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            return numbers(elements).toPublisher();
        }

        @Override
        public Flow.Publisher<Integer> createFailedFlowPublisher() {
            return failing().toPublisher();
        }
    }

    /** Elements that tasks beside the one of the subscription compute, which has to wait for them. */
    public static final class OfAwaited extends FlowPublisherVerification<Integer> {
        public OfAwaited() {
            super(environment(), GARBAGE_MILLIS);
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            return numbers(elements)
                    .mapAsync(3, n -> Bobbin.start(done(n)))
                    .buffered(2)
                    .toPublisher();
        }

        @Override
        public Flow.Publisher<Integer> createFailedFlowPublisher() {
            return failing().toPublisher();
        }
    }

    /** There and back: what subscribes is verified as a part of a publisher. */
    public static final class OfAnother extends FlowPublisherVerification<Integer> {
        public OfAnother() {
            super(environment(), GARBAGE_MILLIS);
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            return AsyncSeq.from(numbers(elements).toPublisher(), 4).toPublisher();
        }

        @Override
        public Flow.Publisher<Integer> createFailedFlowPublisher() {
            return failing().map(n -> n).toPublisher();
        }
    }

    /** One element at a time. */
    public static class OneAtATime extends FlowSubscriberBlackboxVerification<Integer> {
        private final int batch;

        public OneAtATime() {
            this(1);
        }

        OneAtATime(int batch) {
            super(environment());
            this.batch = batch;
        }

        @Override
        public Flow.Subscriber<Integer> createFlowSubscriber() {
            Channel<Flow.Subscriber<? super Integer>> subscriber = Channel.buffered(1);
            Bobbin.start(AsyncSeq.<Integer>from(subscriber::trySend, batch).toList());
            return cast(subscriber.receiveBlocking());
        }

        @SuppressWarnings("unchecked") // it takes all that is a T
        private static <T> Flow.Subscriber<T> cast(Flow.Subscriber<? super T> subscriber) {
            return (Flow.Subscriber<T>) subscriber;
        }

        @Override
        public Integer createElement(int element) {
            return element;
        }
    }

    /** Several at a time. */
    public static final class Batches extends OneAtATime {
        public Batches() {
            super(8);
        }
    }

    /** One element at a time, seen from within. */
    public static class OneAtATimeWithin extends FlowSubscriberWhiteboxVerification<Integer> {
        private final int batch;

        public OneAtATimeWithin() {
            this(1);
        }

        OneAtATimeWithin(int batch) {
            super(environment());
            this.batch = batch;
        }

        @Override
        protected Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
            return new ProbedSubscriber(batch, probe);
        }

        @Override
        public Integer createElement(int element) {
            return element;
        }
    }

    /** Several at a time, seen from within. */
    public static final class BatchesWithin extends OneAtATimeWithin {
        public BatchesWithin() {
            super(8);
        }
    }

    @TestFactory
    Stream<DynamicTest> publisherOfReadyElements_keepsToTheRules() {
        return rules(OfReady.class);
    }

    @TestFactory
    Stream<DynamicTest> publisherOfAwaitedElements_keepsToTheRules() {
        return rules(OfAwaited.class);
    }

    @TestFactory
    Stream<DynamicTest> publisherOfWhatAnotherPublishes_keepsToTheRules() {
        return rules(OfAnother.class);
    }

    @TestFactory
    Stream<DynamicTest> subscriberToOneAtATime_keepsToTheRules() {
        return rules(OneAtATime.class);
    }

    @TestFactory
    Stream<DynamicTest> subscriberToBatches_keepsToTheRules() {
        return rules(Batches.class);
    }

    @TestFactory
    Stream<DynamicTest> subscriberToOneAtATime_seenFromWithin_keepsToTheRules() {
        return rules(OneAtATimeWithin.class);
    }

    @TestFactory
    Stream<DynamicTest> subscriberToBatches_seenFromWithin_keepsToTheRules() {
        return rules(BatchesWithin.class);
    }

    private static Stream<DynamicTest> rules(Class<?> verification) {
        TestListenerAdapter listener = new TestListenerAdapter();
        TestNG testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setTestClasses(new Class<?>[] {verification});
        testng.addListener(listener);
        testng.run();
        Stream<ITestResult> verified =
                Stream.concat(listener.getPassedTests().stream(), listener.getFailedTests().stream());
        System.out.printf(
                "%s: %d passed, %d failed, the TCK has skipped %d: %s%n",
                verification.getSimpleName(),
                listener.getPassedTests().size(),
                listener.getFailedTests().size(),
                listener.getSkippedTests().size(),
                names(listener));
        assertThat(listener.getConfigurationFailures()).isEmpty();
        assertThat(listener.getPassedTests()).isNotEmpty();
        assertThat(names(listener)).allMatch(name -> name.startsWith("untested_"));
        return verified.map(result -> dynamicTest(result.getName(), () -> {
            if (result.getThrowable() != null) {
                throw result.getThrowable();
            }
        }));
    }

    private static Set<String> names(TestListenerAdapter listener) {
        Set<String> names = new TreeSet<>();
        listener.getSkippedTests().forEach(result -> names.add(result.getName()));
        return names;
    }
}
