package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a wait in the poller ends, step by step; {@link NioPollerTest} has the races. */
@Timeout(60)
class NioPollerWaitTest {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final NioPoller poller = new NioPoller();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        over.set(true);
        poller.close();
        pipe.sink().close();
        pipe.source().close();
    }

    private final Pollable counting = new Pollable() {
        @Override
        protected int ready(int operations) {
            events.incrementAndGet();
            return operations;
        }
    };

    /** Holds the poller and waits for ever, over and over, but for events. */
    private Thread holder(CountDownLatch begun) {
        Thread holder = new Thread(() -> {
            assertThat(poller.tryAcquire()).isTrue();
            while (!over.get() && events.get() == 0) {
                poller.await(() -> {
                    begun.countDown();
                    return over.get() || events.get() > 0 ? 0 : FOR_EVER;
                });
            }
            poller.release();
        });
        holder.start();
        return holder;
    }

    private void send() throws IOException {
        pipe.sink().write(ByteBuffer.allocate(1));
    }

    @Test
    void await_afterClose_returnsAtOnce() {
        poller.close();

        poller.await(() -> FOR_EVER);

        assertThat(poller.polls()).isPositive();
    }

    @Test
    void await_firstAfterOpening_returnsAtOnce() throws Exception {
        poller.register(pipe.source(), counting);

        poller.await(() -> FOR_EVER);

        assertThat(events).hasValue(0);
    }

    @Test
    void wakeUp_whileTheLimitIsAskedFor_endsTheWait() throws Exception {
        // given: what the limit depends on changes just after it was looked at
        for (boolean selecting : new boolean[] {false, true}) {
            if (selecting) {
                poller.register(pipe.source(), counting);
                poller.poll(); // the first after opening ends at once
            }

            // then
            poller.await(() -> {
                poller.wakeUp();
                return FOR_EVER;
            });
        }
    }

    @Test
    void flush_whileTheLimitIsAskedFor_isSeen() throws Exception {
        // given
        assertThat(poller.tryAcquire()).isTrue();
        Thread[] flushing = new Thread[1];

        // when
        poller.await(() -> {
            flushing[0] = new Thread(poller::flush);
            flushing[0].start();
            WorkersTest.awaitState(flushing[0], Thread.State.WAITING);
            return FOR_EVER;
        });

        // then
        flushing[0].join();
        poller.release();
    }

    @Test
    void flush_asTheHolderLetsGo_returns() throws Exception {
        // given
        NioPoller[] pollers = new NioPoller[100];
        for (int i = 0; i < pollers.length; i++) {
            pollers[i] = new NioPoller();
            pollers[i].tryAcquire();
        }

        // then: the one flushes, or the other, who then holds it
        Together.run(200, pollers.length, i -> pollers[i].release(), i -> pollers[i].flush(), i -> {
            assertThat(pollers[i].tryAcquire()).isTrue();
        });
    }

    @Test
    void register_whileAThreadIsParked_hasItSelect() throws Exception {
        // given
        Thread holder = holder(new CountDownLatch(1));
        WorkersTest.awaitState(holder, Thread.State.WAITING);
        send();

        // when
        poller.want(poller.register(pipe.source(), counting), SelectionKey.OP_READ);

        // then
        holder.join();
        assertThat(events).hasValue(1);
    }

    @Test
    void want_whileAThreadSelects_takesEffect() throws Exception {
        // given
        SelectionKey key = poller.register(pipe.source(), counting);
        poller.poll(); // the first after opening ends at once
        Thread holder = holder(new CountDownLatch(1));
        while (!isInNativeCode(holder)) {
            Thread.onSpinWait();
        }
        send();

        // when
        poller.want(key, SelectionKey.OP_READ);

        // then
        holder.join();
        assertThat(events).hasValue(1);
    }

    private static boolean isInNativeCode(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && stack[0].getClassName().startsWith("sun.nio.ch");
    }

    @Test
    void flush_whileTheHolderWaitsOnAndOn_returns() throws Exception {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        SelectionKey key = poller.register(pipe.source(), counting);
        Thread holder = holder(begun);
        begun.await();

        // when
        pipe.source().close();
        poller.flush();

        // then
        assertThat(pipe.source().keyFor(key.selector())).isNull();
        over.set(true);
        poller.wakeUp();
        holder.join();
    }

    @Test
    void waiterThatComesAsTheInterestGoes_isWoken() throws Exception {
        // given: it enlists after the second look, and wants what the poller has just taken back
        SelectionKey[] keys = new SelectionKey[1];
        SelectionKey key = poller.register(pipe.source(), new Pollable() {
            @Override
            protected int ready(int operations) {
                int n = events.incrementAndGet();
                if (n == 2) {
                    poller.want(keys[0], SelectionKey.OP_READ);
                }
                return n > 2 ? operations : 0;
            }
        });
        keys[0] = key;
        poller.want(key, SelectionKey.OP_READ);
        send();

        // when
        poller.poll();
        poller.poll();
        poller.poll();

        // then
        assertThat(events.get()).isGreaterThan(2);
    }
}
