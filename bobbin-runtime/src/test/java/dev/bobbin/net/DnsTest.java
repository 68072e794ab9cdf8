package dev.bobbin.net;

import static dev.bobbin.net.Pair.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class DnsTest {
    private static final InetAddress[] SOME = {InetAddress.getLoopbackAddress()};

    @Test
    void resolve_namesAndDigits_givesAddresses() throws Exception {
        List<InetAddress> named = Bobbin.run(() -> Dns.resolve("localhost"));
        assertThat(named).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        assertThat(Bobbin.<List<InetAddress>>run(() -> Dns.resolve("192.0.2.7")))
                .containsExactly(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}));
    }

    @Test
    void resolve_nameThatCannotBe_isNamed() {
        String label = "x".repeat(64); // longer than the protocol allows: no server is asked
        assertThatThrownBy(() -> Bobbin.run(() -> Dns.resolve(label + ".invalid")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining(label);
        assertThatThrownBy(() -> Dns.resolve("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lookup_isNotDoneByAWorker() throws Exception {
        AtomicReference<Thread> resolver = new AtomicReference<>();
        List<InetAddress> addresses = Bobbin.run(() -> new Lookup("a host", host -> {
            resolver.set(Thread.currentThread());
            return SOME;
        }));
        assertThat(addresses).containsExactly(SOME);
        assertThat(resolver.get().getName()).startsWith("bobbin-blocking-");
    }

    @Test
    void lookup_awaitedTwice_isRefused() throws Exception {
        Async<List<InetAddress>> lookup = new Lookup("a host", host -> SOME);
        Bobbin.run(() -> lookup);
        assertThatThrownBy(() -> Bobbin.run(() -> lookup))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this resolve has been awaited before");
    }

    @Test
    void lookup_whoseResolverHangs_endsWhenCancelledOrOutOfTime() throws Exception {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Lookup.Resolver hanging = host -> {
            asked.countDown();
            untilZero(answer);
            return SOME;
        };
        Task<List<InetAddress>> cancelled = Bobbin.start(new Lookup("a host", hanging));
        Task<List<InetAddress>> limited = Bobbin.start(new Lookup("a host", hanging).timeout(Duration.ofMillis(20)));
        asked.await();

        // when
        cancelled.cancel();

        // then
        assertThatThrownBy(() -> join(cancelled)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> join(limited)).isInstanceOf(TimeoutException.class);
        answer.countDown();
    }

    @Test
    void lookup_forgottenBeforeItBegins_isNotDoneUnlessWantedAgain() throws Exception {
        // given
        AtomicInteger done = new AtomicInteger();
        Lookup lookup = new Lookup("a host", host -> {
            done.incrementAndGet();
            return SOME;
        });
        Context context = new Context("a test");
        Sleeper task = new Sleeper();
        lookup.forget(task);

        // when: a thread comes to it
        lookup.run();

        // then
        assertThat(done).hasValue(0);
        assertThat(lookup.park(task)).isFalse();
        assertThat(Abi.await(lookup, context)).isNull();
        assertThat(context.takeSource()).isSameAs(lookup);
        if (lookup.park(task)) {
            task.woken.await();
        }
        context.signal = Context.NONE;
        assertThat(Abi.resume(lookup, context)).isEqualTo(List.of(SOME));
        assertThat(done).hasValue(1);
    }

    @Test
    void lookup_cancelledAtAnyTime_leavesNobodyWaiting() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Task<List<InetAddress>> resolving = Bobbin.start(new Lookup("a host", host -> SOME));
            if (i % 2 == 0) {
                Thread.yield();
            }
            resolving.cancel();
            try {
                assertThat(join(resolving)).containsExactly(SOME);
            } catch (CancellationException e) { // it came in time
                assertThat(resolving.isDone()).isTrue();
            }
        }
    }

    private static void untilZero(CountDownLatch latch) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                latch.await();
                interrupted = false;
            } catch (InterruptedException e) { // as the system's resolver does
                interrupted = true;
            }
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
