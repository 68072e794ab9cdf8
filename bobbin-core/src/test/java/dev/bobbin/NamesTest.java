package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Whereabouts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reports call tasks, and what they wait for: nothing that only this package knows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NamesTest extends ByTurns {
    private final Latch never = Latch.of(1);

    @ParameterizedTest
    @CsvSource({
        "Main.total, Main.total",
        "Main.lambda$run$0, lambda in Main.run",
        "Main.Inner.lambda$a$b$12, lambda in Main.Inner.a$b",
        "Main.lambda$new$3, lambda in Main",
        "Main.lambda$static$0, lambda in Main",
        "Main.lambda$0, lambda in Main",
        "total, total",
    })
    void method_isNamedAsWritten(String method, String written) {
        assertThat(Whereabouts.written(method)).isEqualTo(written);
    }

    @Test
    void taskOfALambda_isNamedByWhereItStands_thenByTheCoroutineThatItGives() {
        Task<?> task = new Scope(scheduler.dispatcher(), null, null).spawn(() -> ByHand.awaiting(never.opened()));
        assertThat(task.name()).matches("lambda in NamesTest@[0-9a-f]+");
        turn();
        assertThat(task.name()).matches("ByHand@[0-9a-f]+");
        cancel(task);
    }

    @Test
    void taskOfAnOperation_isNamedByTheCallThatMadeIt() {
        // given
        Channel<String> channel = Channel.rendezvous();
        List<Async<?>> operations = List.of(
                channel.receive(),
                channel.send("x"),
                never.opened(),
                Barrier.of(2).arrive(),
                Clock.sleep(Duration.ofHours(1)),
                Async.all(List.of(never.opened())),
                Async.uncancellable(never.opened()),
                Async.create(completer -> {}),
                Scheduler.single().start(done()));

        // when
        List<String> names = operations.stream()
                .map(operation -> scheduler.start(operation).name().replaceAll("@.*", ""))
                .toList();

        // then
        assertThat(names)
                .containsExactly(
                        "Channel.receive",
                        "Channel.send",
                        "Latch.opened",
                        "Barrier.arrive",
                        "Clock.sleep",
                        "Async.all",
                        "Async.uncancellable",
                        "Async.create",
                        "Async.done");
    }

    @Test
    void namesOfCalls_areOfClassesThatThereAre() {
        assertThat(Names.CALLS.keySet()).allSatisfy(name -> Class.forName("dev.bobbin." + name));
    }

    @Test
    void whatIsWaitedFor_isSaidAsItWasWritten() {
        Channel<String> channel = Channel.rendezvous();
        Mutex mutex = Mutex.of();
        assertThat(never.opened()).hasToString("opened() of Latch[1 to go]");
        assertThat(channel.receive()).hasToString("receive() of Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        assertThat(channel.send("x")).hasToString("send() to Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        assertThat(Barrier.of(2).arrive()).hasToString("arrive() of Barrier[0 of 2 arrived]");
        assertThat(RateLimiter.of(1, Duration.ofSeconds(1)).acquire())
                .hasToString("acquire() of RateLimiter[1 per PT1S, 0 waiting]");
        assertThat(Watch.of("x").changes()).hasToString("changes() of Watch[0 waiting]");
        assertThat(mutex.lock()).hasToString("lock() of Mutex[free, 0 waiting]");
        assertThat(mutex.condition().signalled()).hasToString("signalled() of Condition[0 waiting]");
        assertThat(Clock.sleep(Duration.ofSeconds(1))).hasToString("sleep of PT1S");
        assertThat(done(1)).hasToString("done(1)");
        assertThat(Async.failed(new IOException("gone"))).hasToString("failed(java.io.IOException: gone)");
        assertThat(Async.race(List.of(done(1), done(2)))).hasToString("Async.race() of 2 parts");
        assertThat(Async.uncancellable(done())).hasToString("uncancellable(done(null))");
        assertThat(Async.create(completer -> {}).toString()).matches("Async.create@[0-9a-f]+");
    }

    @Test
    void select_saysItsArms() {
        Channel<String> channel = Channel.rendezvous();
        Select<Object> select = Select.of()
                .on(channel.receive(), Async::done)
                .on(channel.send("x"), Async::done)
                .on(never.opened(), Async::done)
                .on(Clock.sleep(Duration.ofSeconds(1)), Async::done);
        assertThat(select)
                .hasToString(
                        "a select over 4 arms: receive() of Channel[0 of 0 buffered, 0 sending, 0 receiving],"
                                + " send() to Channel[0 of 0 buffered, 0 sending, 0 receiving], opened() of Latch[1 to go], sleep of PT1S");
        select.on(never.opened(), Async::done).on(never.opened(), Async::done);
        assertThat(select.toString()).endsWith(" and 1 more");
        assertThat(Select.of()).hasToString("a select over 0 arms");
    }

    @Test
    void scope_saysWhoseItIs() {
        Task<?> task = scheduler.start(ByHand.of(s -> {
            Scope scope = Scope.open();
            scope.spawn(never.opened());
            assertThat(scope.toString()).matches("Scope\\[of ByHand@[0-9a-f]+, 1 running]");
            assertThat(scope.join().toString()).matches("join\\(\\) of Scope\\[of ByHand@[0-9a-f]+, 1 running]");
            return scope.join();
        }));
        turn();
        assertThat(task.isDone()).isFalse();
        cancel(task);
    }
}
