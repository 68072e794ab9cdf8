package dev.bobbin.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Netty's leak detector, named to it by a system property, and at its most careful: what it finds fails the class of tests that has left it. That
 * it finds anything at all is seen by a buffer that is leaked on purpose.
 */
public final class RecordedLeaks<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger BAITS = new AtomicInteger();
    private static final long LIMIT_NANOS = 60_000_000_000L;

    /** For Netty, which wants both. */
    public RecordedLeaks(Class<T> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval);
    }

    /** For Netty. */
    public RecordedLeaks(Class<T> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        FOUND.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        FOUND.add(resourceType + " without a record");
    }

    /** Fails if a buffer that is garbage by now has not been released. */
    static void assertNone() {
        String bait = "bait " + BAITS.incrementAndGet();
        ByteBufAllocator.DEFAULT.heapBuffer(1).touch(bait);
        long end = System.nanoTime() + LIMIT_NANOS;
        while (FOUND.stream().noneMatch(leak -> leak.contains(bait))) {
            assertThat(System.nanoTime()).as("found nothing, not even the bait").isLessThan(end);
            System.gc();
            for (int i = 0; i < 100; i++) { // the detector looks when another buffer is made
                ByteBufAllocator.DEFAULT.heapBuffer(1).release();
            }
        }
        List<String> leaks =
                FOUND.stream().filter(leak -> !leak.contains("bait ")).toList();
        FOUND.clear();
        assertThat(leaks).as("buffers that nobody has released").isEmpty();
    }

    /** After each class of tests. */
    public static final class None implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext context) {
            assertNone();
        }
    }
}
