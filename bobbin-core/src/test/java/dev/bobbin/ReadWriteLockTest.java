package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may enter, and whom those who leave let in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadWriteLockTest extends ByTurns {
    private final ReadWriteLock lock = ReadWriteLock.of();

    @Test
    void readers_enterTogether() {
        // given
        Permit one = result(lock.read());
        Permit two = result(lock.read());

        // then
        assertThat(lock).hasToString("ReadWriteLock[2 reading, 0 waiting]");
        assertThat(lock.readers()).isEqualTo(2);
        assertThat(lock.isWriting()).isFalse();
        one.close();
        two.close();
        assertThat(lock).hasToString("ReadWriteLock[free, 0 waiting]");
    }

    @Test
    void writer_whileOthersRead_waitsForTheLast() {
        // given
        Permit one = result(lock.read());
        Permit two = result(lock.read());
        Task<Permit> write = start(lock.write());

        // when, then
        one.close();
        turn();
        assertThat(write.isDone()).isFalse();
        two.close();
        Permit writing = result(write);
        assertThat(lock).hasToString("ReadWriteLock[writing, 0 waiting]");
        assertThat(lock.isWriting()).isTrue();
        writing.close();
        assertThat(lock.isWriting()).isFalse();
    }

    @Test
    void waiters_enterInTheirOrder_adjacentReadersTogether() {
        // given
        Permit writing = result(lock.write());
        List<String> entered = new ArrayList<>();
        List<Permit> held = new ArrayList<>();
        String kinds = "rrwrwwrr";
        for (int i = 0; i < kinds.length(); i++) {
            String name = kinds.substring(i, i + 1) + i;
            scheduler.start(ByHand.of(s -> name.startsWith("r") ? lock.read() : lock.write(), o -> {
                entered.add(name);
                held.add((Permit) o.get());
                return done();
            }));
        }
        turn();
        assertThat(lock).hasToString("ReadWriteLock[writing, 8 waiting]");

        // when: those who are inside leave, again and again
        List<String> groups = new ArrayList<>();
        held.add(writing);
        while (!held.isEmpty()) {
            held.forEach(Permit::close);
            held.clear();
            turn();
            groups.add(String.join(" ", entered));
            entered.clear();
        }

        // then
        assertThat(groups).containsExactly("r0 r1", "w2", "r3", "w4", "w5", "r6 r7", "");
    }

    @Test
    void waitingWriter_holdsBackLaterReaders() {
        // given
        Permit reading = result(lock.read());
        Task<Permit> write = start(lock.write());
        Task<Permit> read = start(lock.read());

        // then
        assertThat(read.isDone()).isFalse();
        assertThat(lock.tryRead()).isEmpty();
        assertThat(lock).hasToString("ReadWriteLock[1 reading, 2 waiting]");
        reading.close();
        Permit writing = result(write);
        turn();
        assertThat(read.isDone()).isFalse();
        writing.close();
        result(read).close();
    }

    @Test
    void waitingWriter_cancelled_letsTheReadersBehindItIn() {
        // given
        Permit reading = result(lock.read());
        Task<Permit> write = start(lock.write());
        List<Task<Permit>> reads =
                IntStream.range(0, 3).mapToObj(i -> start(lock.read())).toList();
        Task<Permit> last = start(lock.write());

        // when
        cancel(write);

        // then
        assertThat(reads).allMatch(Task::isDone);
        assertThat(last.isDone()).isFalse();
        assertThat(lock).hasToString("ReadWriteLock[4 reading, 1 waiting]");
        reading.close();
        reads.forEach(read -> result(read).close());
        result(last).close();
    }

    @Test
    void waitingReader_cancelled_leavesTheOthersInTheirOrder() {
        // given
        Permit writing = result(lock.write());
        Task<Permit> first = start(lock.read());
        Task<Permit> second = start(lock.write());

        // when
        cancel(first);
        writing.close();

        // then
        result(second).close();
        assertThat(lock).hasToString("ReadWriteLock[free, 0 waiting]");
    }

    @Test
    void waiter_cancelledAfterItWasGranted_holdsIt() {
        // given
        Permit writing = result(lock.write());
        List<Object> got = new ArrayList<>();
        Task<Void> task = start(ByHand.of(
                s -> lock.read(),
                o -> {
                    got.add(lock.readers());
                    ((Permit) o.get()).close();
                    return Bobbin.yieldNow();
                },
                o -> {
                    got.add(o.failure().getClass());
                    return done();
                }));

        // when
        writing.close();
        task.cancel();

        // then
        result(task);
        assertThat(got).containsExactly(1, Cancelled.class);
        assertThat(lock).hasToString("ReadWriteLock[free, 0 waiting]");
    }

    @Test
    void try_enteringIfThatNeedNotWait() {
        // given
        Permit reading = lock.tryRead().orElseThrow();

        // then
        assertThat(lock.tryWrite()).isEmpty();
        lock.tryRead().orElseThrow().close();
        reading.close();
        Permit writing = lock.tryWrite().orElseThrow();
        assertThat(lock.tryRead()).isEmpty();
        assertThat(lock.tryWrite()).isEmpty();
        writing.close();
    }

    @Test
    void blocking_whenFree_enters() {
        lock.readBlocking().close();
        lock.writeBlocking().close();
        assertThat(lock).hasToString("ReadWriteLock[free, 0 waiting]");
    }

    @Test
    void select_ofAWriter_isTakenOrLeft() {
        // given
        Channel<String> other = Channel.rendezvous();
        Permit reading = result(lock.read());
        Task<String> select = start(
                Select.<String>of().on(lock.write(), p -> done("writes")).on(other.receive(), v -> done("received")));
        Task<Permit> read = start(lock.read());
        assertThat(read.isDone()).isFalse();

        // when
        other.trySend("x");

        // then: the writer that does not wait any more has let the reader in
        assertThat(result(select)).isEqualTo("received");
        result(read).close();
        Task<String> again = start(
                Select.<String>of().on(lock.write(), p -> done("writes")).on(other.receive(), v -> done("received")));
        reading.close();
        assertThat(result(again)).isEqualTo("writes");
        assertThat(lock.isWriting()).isTrue();
    }
}
