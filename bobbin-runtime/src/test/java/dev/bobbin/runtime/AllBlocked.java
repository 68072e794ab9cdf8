package dev.bobbin.runtime;

import java.util.concurrent.CountDownLatch;

/** Holds all threads for code that blocks, so that what asks for one is queued. */
public final class AllBlocked implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(256);

    /** Returns when no thread is left. */
    public AllBlocked() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(256);
        for (int i = 0; i < 256; i++) {
            Workers.runBlocking(() -> {
                held.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) { // nobody interrupts it
                    throw new AssertionError(e);
                } finally {
                    back.countDown();
                }
            });
        }
        held.await();
    }

    /** Waits until something is queued. */
    public void untilQueued() {
        while (BlockingPool.SHARED.metrics().queued() == 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over.countDown();
        back.await();
    }
}
