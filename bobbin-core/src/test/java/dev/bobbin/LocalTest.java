package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a value is bound, and where not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LocalTest {
    private static final Local<String> NAME = Local.of();
    private static final Local<Integer> NUMBER = Local.of();

    private final Scheduler scheduler = Scheduler.single();

    private static Async<String> name() {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> done(NAME.orElse("none") + NUMBER.orElse(0)));
    }

    @Test
    void get_whereNothingIsBound_fails() {
        assertThat(NAME.isBound()).isFalse();
        assertThatThrownBy(NAME::get).isInstanceOf(NoSuchElementException.class).hasMessageContaining("local.where");
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(s -> done(NAME.get()))))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(scheduler.<String>run(LocalTest::name)).isEqualTo("none0");
    }

    @Test
    void where_boundInsideAnother_innermostIsSeen() {
        // when
        List<Object> seen = new ArrayList<>();
        scheduler.run(() -> ByHand.of(
                s -> NAME.where(
                        "a",
                        () -> ByHand.of(
                                i -> {
                                    seen.add(NAME.get() + NAME.isBound());
                                    return NUMBER.where(1, () -> NAME.where("b", LocalTest::name));
                                },
                                o -> {
                                    seen.add(o.get());
                                    return name();
                                })),
                o -> {
                    seen.add(o.get());
                    return name();
                },
                o -> {
                    seen.add(o.get());
                    return done();
                }));

        // then
        assertThat(seen).containsExactly("atrue", "b1", "a0", "none0");
    }

    @Test
    void children_haveWhatWasBoundWhereTheScopeWasOpened() {
        // when
        String seen = scheduler.run(() -> NAME.where(
                "a",
                () -> ByHand.of(s -> {
                    Scope scope = Scope.open();
                    Task<String> child = scope.spawn(LocalTest::name);
                    return ByHand.of(i -> scope.join(), i -> {
                        scope.close();
                        return child;
                    });
                })));

        // then
        assertThat(seen).isEqualTo("a0");
        assertThat(scheduler.run(() -> NAME.where("a", () -> Async.all(List.of(name(), name())))))
                .containsExactly("a0", "a0");
    }

    @Test
    void where_computationFailsOrIsCancelled_soDoesItsAwait() {
        // given
        IOException failure = new IOException("inside");
        Task<Void> task = scheduler.start(NAME.where("a", () -> Async.create(c -> {})));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> NAME.where("a", () -> Async.failed(failure))))
                .isSameAs(failure);
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void nulls_areRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> NAME.where(null, LocalTest::name))
                .withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> NAME.where("a", null)).withMessage("computation");
    }
}
