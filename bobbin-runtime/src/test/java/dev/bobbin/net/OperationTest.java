package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The orders of events that only a race would bring about otherwise. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class OperationTest {
    private final Context context = new Context("a test");
    private final Sleeper task = new Sleeper();

    /** As a task does all of whose frames are stored. */
    private void suspendOn(Async<?> source) {
        context.spendNothing(true); // it has a turn
        Abi.await(source, context);
        assertThat(context.takeSource()).isSameAs(source);
    }

    @Test
    void park_afterForget_registersNothing() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Async<Integer> read = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(read);

            // when
            Abi.forget(read, task);
            boolean parked = Abi.park(read, task);

            // then: the task is not this thread's any more, and the direction is free
            assertThat(parked).isTrue();
            assertThat(pair.peer.waiting(OP_READ)).isNull();
        }
    }

    @Test
    void park_anotherCameFirst_failsWhenResumed() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Async<Integer> first = pair.peer.read(ByteBuffer.allocate(1));
            Async<Integer> second = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(first);
            suspendOn(second);

            // when
            assertThat(Abi.park(first, task)).isTrue();
            assertThat(Abi.park(second, new Sleeper())).isFalse();

            // then
            assertThatThrownBy(() -> Abi.resume(second, context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another read");
            assertThat(pair.peer.waiting(OP_READ)).isSameAs(first);
            Abi.forget(first, task);
        }
    }

    @Test
    void park_closedMeanwhile_isRefused() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Async<Integer> read = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(read);

            // when
            pair.peer.close();

            // then
            assertThat(Abi.park(read, task)).isFalse();
            assertThat(pair.peer.waiting(OP_READ)).isNull();
        }
    }

    @Test
    void park_channelThatCannotBeRegistered_givesUp() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            AtomicBoolean abandoned = new AtomicBoolean();
            pair.peer.channel().configureBlocking(true);
            Async<Integer> waiting = new Operation<>() {
                @Override
                int interest() {
                    return OP_READ;
                }

                @Override
                Endpoint endpoint() {
                    return pair.peer;
                }

                @Override
                String verb() {
                    return "wait";
                }

                @Override
                Object advance() {
                    return AGAIN;
                }

                @Override
                void abandoned() {
                    abandoned.set(true);
                }
            };
            suspendOn(waiting);

            // then
            assertThatThrownBy(() -> Abi.park(waiting, task)).isInstanceOf(IllegalBlockingModeException.class);
            assertThat(abandoned).isTrue();
            assertThat(pair.peer.waiting(OP_READ)).isNull();
        }
    }

    @Test
    void resume_withoutReason_suspendsAgain() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Async<Integer> read = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(read);
            Abi.park(read, task);
            context.signal = Context.NONE;

            // when
            assertThat(Abi.resume(read, context)).isNull();

            // then
            assertThat(context.signal).isEqualTo(Context.SUSPENDED);
            assertThat(pair.peer.waiting(OP_READ)).isNull();
            assertThat(Abi.park(read, task)).isTrue();
            Bobbin.run(() -> pair.client.write(bytes(1)));
            task.woken.await();
            assertThat(Abi.resume(read, context)).isEqualTo(1);
        }
    }

    @Test
    void wake_afterForget_doesNotReachTheTask() throws Exception {
        try (Pair pair = new Pair()) {
            // given: the interest of a forgotten read is still with the poller
            Async<Integer> forgotten = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(forgotten);
            Abi.park(forgotten, task);
            Abi.forget(forgotten, task);

            // when
            Sleeper next = new Sleeper();
            Async<Integer> read = pair.peer.read(ByteBuffer.allocate(1));
            suspendOn(read);
            Abi.park(read, next);
            Bobbin.run(() -> pair.client.write(bytes(1)));

            // then
            next.woken.await();
            assertThat(task.woken.getCount()).isOne();
            assertThat(Abi.resume(read, context)).isEqualTo(1);
        }
    }

    @Test
    void forget_afterTheBytesHaveWokenTheTask_leavesThemToTheNext() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            ByteBuffer target = ByteBuffer.allocate(1);
            Async<Integer> read = pair.peer.read(target);
            suspendOn(read);
            Abi.park(read, task);
            Bobbin.run(() -> pair.client.write(bytes(8)));
            task.woken.await();

            // when: it is cancelled before it runs
            Abi.forget(read, task);

            // then
            assertThat(target.position()).isZero();
            ByteBuffer next = ByteBuffer.allocate(1);
            Bobbin.run(() -> pair.peer.readFully(next));
            assertThat(next.get(0)).isEqualTo((byte) 8);
        }
    }

    @Test
    void connect_resumedAfterForget_startsAnew() throws Exception {
        try (Pair pair = new Pair()) {
            // given
            Async<TcpConnection> connect = Tcp.connect(pair.server.localAddress());
            suspendOn(connect);
            Abi.forget(connect, task);

            // when: the task goes on with this wait all the same
            Abi.resume(connect, context);
            if (Abi.park(connect, task)) {
                task.woken.await();
            }
            context.signal = Context.NONE;

            // then
            TcpConnection connection = (TcpConnection) Abi.resume(connect, context);
            assertThat(connection.remoteAddress()).isEqualTo(pair.server.localAddress());
            connection.close();
        }
    }

    /** A task that notes that it was woken. */
    private static final class Sleeper extends Awaitable {
        final CountDownLatch woken = new CountDownLatch(1);

        @Override
        protected boolean wakeFrom(Awaitable source) {
            woken.countDown();
            return true;
        }

        @Override
        protected Object start(Context context) {
            throw new AssertionError("not awaited");
        }
    }
}
