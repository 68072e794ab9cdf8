package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A permit is one grant: closing it again has no effect on that of anybody else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PermitTest extends ByTurns {
    /** Something of which nobody else can have any while one has it. */
    record Door(String name, Supplier<Async<Permit>> enter, Supplier<Permit> enterBlocking, BooleanSupplier isFree) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Door> doors() {
        Semaphore one = Semaphore.of(1);
        Semaphore several = Semaphore.of(3);
        Mutex mutex = Mutex.of();
        ReadWriteLock reads = ReadWriteLock.of();
        ReadWriteLock writes = ReadWriteLock.of();
        return Stream.of(
                new Door("acquire()", one::acquire, one::acquireBlocking, () -> one.available() == 1),
                new Door(
                        "acquire(3)",
                        () -> several.acquire(3),
                        () -> several.acquireBlocking(),
                        () -> several.available() == 3),
                new Door("lock()", mutex::lock, mutex::lockBlocking, () -> !mutex.isLocked()),
                new Door("read()", reads::read, reads::readBlocking, () -> reads.readers() == 0),
                new Door("write()", writes::write, writes::writeBlocking, () -> !writes.isWriting()));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void permit_closedAgain_doesNothing(Door door) {
        Permit permit = result(door.enter.get());
        permit.close();
        permit.close();
        assertThat(door.isFree.getAsBoolean()).isTrue();
        assertThat(permit).hasToString("Permit[closed]");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void permit_closedAgainWhenAnotherHasOne_leavesThatAlone(Door door) {
        // given
        Permit first = result(door.enter.get());
        Task<Permit> waiting = start(door.enter.get());
        first.close();
        Permit second = result(waiting);

        // when
        first.close();

        // then
        assertThat(door.isFree.getAsBoolean()).isFalse();
        assertThat(second.toString()).startsWith("Permit[" + door.name.replaceAll("\\(.*", ""));
        second.close();
        assertThat(door.isFree.getAsBoolean()).isTrue();
    }

    /** Also if it was the same task that has acquired again. */
    @ParameterizedTest
    @MethodSource("doors")
    void permit_closedAgainByTheTaskThatHasAnotherOne_leavesThatAlone(Door door) {
        List<Boolean> free = new ArrayList<>();
        result(ByHand.of(s -> door.enter.get(), first -> {
            ((Permit) first.get()).close();
            return ByHand.of(s -> door.enter.get(), second -> {
                ((Permit) first.get()).close();
                free.add(door.isFree.getAsBoolean());
                ((Permit) second.get()).close();
                free.add(door.isFree.getAsBoolean());
                return Async.done();
            });
        }));
        assertThat(free).containsExactly(false, true);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void permit_ofAThread_closedAgainDoesNothing(Door door) {
        Permit first = door.enterBlocking.get();
        first.close();
        Permit second = door.enterBlocking.get();
        first.close();
        assertThat(door.isFree.getAsBoolean()).isFalse();
        second.close();
        assertThat(door.isFree.getAsBoolean()).isTrue();
    }

    /** It may be handed on, with the duty to close it. */
    @ParameterizedTest
    @MethodSource("doors")
    void permit_closedByAnotherTask_isGivenBack(Door door) {
        Permit permit = result(door.enter.get());
        result(ByHand.of(s -> {
            permit.close();
            return Async.done();
        }));
        assertThat(door.isFree.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void permit_takenByASelect_isOneToo(Door door) {
        Permit first = result(Select.<Permit>of().on(door.enter.get(), Async::done));
        first.close();
        Permit second = result(Select.<Permit>of().on(door.enter.get(), Async::done));
        first.close();
        assertThat(door.isFree.getAsBoolean()).isFalse();
        second.close();
    }
}
