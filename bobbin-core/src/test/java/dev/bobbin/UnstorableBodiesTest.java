package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Coroutine.Status;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that yield and cannot be suspended for want of stack: what compiled code does then is done by hand. */
class UnstorableBodiesTest {
    private final Coroutine<String, String> target = of((self, first) -> ByHand.of(s -> Async.done("target")));

    /** A call that suspends, and whose caller's frame cannot be stored. */
    private static final class Unstorable<T> extends Async<T> {
        private final Async<T> call;
        private final boolean hasStackToUndo;

        Unstorable(Async<T> call, boolean hasStackToUndo) {
            this.call = call;
            this.hasStackToUndo = hasStackToUndo;
        }

        @Override
        protected Object start(Context context) {
            Abi.await(call, context);
            context.signal = Context.NONE;
            if (hasStackToUndo) {
                context.abandon();
            }
            throw new StackOverflowError();
        }
    }

    private static Coroutine<String, String> of(BiFunction<Self<String, String>, String, Async<String>> body) {
        return Coroutine.of(new Body<>() {
            @Override
            public String run(Self<String, String> self, String first) {
                throw new AssertionError("not compiled");
            }

            @Override
            public Async<String> run$yields(Self<String, String> self, String first) {
                return body.apply(self, first);
            }
        });
    }

    private Async<String> refusedTransfer(Self<String, String> self, boolean hasStackToUndo) {
        return new Unstorable<>(self.transfer$yields(target, "lost"), hasStackToUndo);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transfer_withoutStack_leavesTheOtherAsItWasOnceTheBodyYields(boolean hasStackToUndo) {
        // given
        Coroutine<String, String> coroutine = of((self, first) -> ByHand.of(
                s -> refusedTransfer(self, hasStackToUndo),
                refused -> self.yield$yields(refused.failure().toString()),
                resumed -> Async.done(resumed.get() + " and on")));

        // when
        String yielded = coroutine.resume("first");

        // then
        assertThat(yielded).isEqualTo("java.lang.StackOverflowError");
        assertThat(target.status()).isEqualTo(Status.NEW);
        assertThat(coroutine.resume("goes on")).isEqualTo("goes on and on");
        assertThat(target.resume("second")).isEqualTo("target");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transfer_withoutStack_leavesTheOtherAsItWasOnceTheBodyReturns(boolean hasStackToUndo) {
        Coroutine<String, String> coroutine = of(
                (self, first) -> ByHand.of(s -> refusedTransfer(self, hasStackToUndo), refused -> Async.done("end")));

        assertThat(coroutine.resume("first")).isEqualTo("end");
        assertThat(target.status()).isEqualTo(Status.NEW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transfer_withoutStack_leavesTheOtherAsItWasOnceTheBodyFails(boolean hasStackToUndo) {
        Coroutine<String, String> coroutine =
                of((self, first) -> ByHand.of(s -> refusedTransfer(self, hasStackToUndo)));

        assertThatThrownBy(() -> coroutine.resume("first")).isInstanceOf(StackOverflowError.class);
        assertThat(target.status()).isEqualTo(Status.NEW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transfer_afterOneWithoutStack_goesToTheLaterOne(boolean hasStackToUndo) {
        // given
        Coroutine<String, String> later = of((self, first) -> ByHand.of(s -> Async.done("later " + first)));
        Coroutine<String, String> coroutine = of((self, first) -> ByHand.of(
                s -> refusedTransfer(self, hasStackToUndo), refused -> self.transfer$yields(later, "message")));

        // when
        String given = coroutine.resume("first");

        // then
        assertThat(given).isEqualTo("later message");
        assertThat(later.status()).isEqualTo(Status.DONE);
        assertThat(coroutine.status()).isEqualTo(Status.SUSPENDED);
        assertThat(target.status()).isEqualTo(Status.NEW);
    }

    @Test
    void transfer_withoutStack_leavesTheOtherToTheBodyAtOnce() {
        Coroutine<String, String> coroutine = of((self, first) ->
                ByHand.of(s -> refusedTransfer(self, true), refused -> Async.done("body got " + target.resume("x"))));

        assertThat(coroutine.resume("first")).isEqualTo("body got target");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void yield_ofASequenceWithoutStack_isRefusedAndTheBodyGoesOn(boolean hasStackToUndo) {
        Seq<String> elements = Seq.of(new SeqBody<>() {
            @Override
            public void run(Yielder<String> yielder) {
                throw new AssertionError("not compiled");
            }

            @Override
            public Async<Void> run$yields(Yielder<String> yielder) {
                return ByHand.of(
                        s -> new Unstorable<>(yielder.yield$yields("lost"), hasStackToUndo),
                        refused -> yielder.yield$yields(refused.failure().toString()),
                        resumed -> Async.done());
            }
        });

        assertThat(elements.toList()).containsExactly("java.lang.StackOverflowError");
    }
}
