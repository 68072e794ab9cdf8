package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.abi.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/cancellation.md says of each operation of the runtime: cancelled at each of its suspensions, before it has begun, and in a
 * race with its completion.
 *
 * <p>{@code -Dcontract.scale=N} races N times as often, {@code -Dcontract.only=TEXT} those whose name contains it,
 * {@code -Dcontract.seed=N} with other moments.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(SocketsBack.class)
final class ContractTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final int SCALE = Integer.getInteger("contract.scale", 1);
    private static final String ONLY = System.getProperty("contract.only", "");

    /** @param operations of the table, separated by blanks; then how it is meant here */
    record Row(String operations, String how, int seeds, Callable<Contract> maker) {
        @Override
        public String toString() {
            return operations + how;
        }
    }

    private static Stream<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(StreamContracts.rows());
        rows.addAll(SocketContracts.rows());
        rows.addAll(BlockingContracts.rows());
        return rows.stream();
    }

    static Stream<Row> rows() {
        return all().filter(row -> row.toString().contains(ONLY));
    }

    /** What a task has come to. */
    private record Outcome(boolean returned, @Nullable Object result) {
        static Outcome of(Task<?> task) throws Exception {
            try {
                return new Outcome(true, Pair.join(task));
            } catch (CancellationException e) {
                return new Outcome(false, null);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void cancelledAtEachSuspension_hasNotReturned(Row row) throws Exception {
        int steps = 1;
        for (int before = 0; before < steps; before++) {
            try (Contract contract = row.maker.call()) {
                // given
                steps = contract.steps();
                Task<?> task = Bobbin.start(contract.operation());
                for (int i = 0; i < before; i++) {
                    contract.step();
                }
                while (!task.isDone() && !(contract.isStuck() && task.toString().endsWith(" waiting"))) {
                    Thread.onSpinWait();
                }
                boolean stuck = !task.isDone();

                // when
                assertThat(task.cancel()).isEqualTo(stuck);

                // then
                if (!contract.endsFirst()) {
                    Outcome.of(task);
                }
                for (int i = before; i < steps; i++) {
                    contract.step();
                }
                Outcome outcome = Outcome.of(task);
                if (stuck) {
                    assertThat(outcome.returned).as("suspension %s", before).isEqualTo(contract.endsFirst());
                }
                contract.check(outcome.returned, outcome.result);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void begunAtTheEndOfATurn_returnsAllTheSame(Row row) throws Exception {
        try (Contract contract = row.maker.call()) {
            AtomicReference<@Nullable Object> result = new AtomicReference<>();
            Iterator<Async<?>> once = List.<Async<?>>of(contract.operation()).iterator();
            Task<?> task = Bobbin.start(new Loop(last -> {
                result.set(last);
                Objects.requireNonNull(Context.current()).endTurn();
                return once.hasNext() ? once.next() : null;
            }));

            for (int step = 0; step < contract.steps(); step++) {
                contract.step();
            }

            Pair.join(task);
            contract.check(true, result.get());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void cancelledWhileItCompletes_isOneOrTheOther(Row row) throws Exception {
        long seed = Long.getLong("contract.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        AtomicInteger moment = new AtomicInteger(1000); // up to which it waits, such that about half of them return
        AtomicReference<@Nullable Task<?>> victim = new AtomicReference<>();
        int rounds = row.seeds * SCALE;
        SplittableRandom moments = random.split();
        Thread canceller = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                Task<?> task = victim.getAndSet(null);
                while (task == null) {
                    if (Thread.interrupted()) { // a round has failed
                        return;
                    }
                    Thread.yield();
                    task = victim.getAndSet(null);
                }
                spin(moments.nextInt(moment.get()));
                task.cancel();
            }
        });
        canceller.start();
        int returned = 0;
        try {
            for (int i = 0; i < rounds; i++) {
                try (Contract contract = row.maker.call()) {
                    Task<?> task = Bobbin.start(contract.operation());
                    victim.set(task);
                    for (int step = contract.steps(); step > 0; step--) {
                        spin(random.nextInt(1 << random.nextInt(4, 12)));
                        contract.step();
                    }
                    Outcome outcome = Outcome.of(task);
                    contract.check(outcome.returned, outcome.result);
                    returned += outcome.returned ? 1 : 0;
                    moment.updateAndGet(m -> outcome.returned ? m - m / 9 : Math.min(m + m / 8, 1 << 20));
                    while (victim.get() != null) {
                        Thread.onSpinWait();
                    }
                } catch (Throwable t) {
                    throw new AssertionError("round " + i + ", seed " + seed, t);
                }
            }
        } finally {
            canceller.interrupt();
            canceller.join();
        }
        System.out.printf("%s: %d of %d returned, seed %d%n", row, returned, rounds, seed);
    }

    private static void spin(int times) {
        for (int n = times; n > 0; n--) {
            Thread.onSpinWait();
        }
    }

    @Test
    void everyOperationOfTheRuntime_hasAContract() throws Exception {
        Set<String> covered = new TreeSet<>();
        all().forEach(row -> covered.addAll(Arrays.asList(row.operations.split(" "))));

        assertThat(covered).containsExactlyElementsOf(operations());
    }

    /** Those of the table whose class is one of the runtime; and those of the core that need it. */
    private static Set<String> operations() throws Exception {
        Set<String> types = new TreeSet<>(List.of("Blocking"));
        for (String line : Files.readAllLines(ROOT.resolve("bobbin-runtime/api.txt"))) {
            String type = line.substring(0, line.indexOf(' '));
            types.add(type.substring(type.lastIndexOf('.') + 1));
        }
        Set<String> operations = new TreeSet<>();
        Pattern row = Pattern.compile("\\| `((\\w+)\\.\\w+)` \\| .+ \\|");
        for (String line : Files.readAllLines(ROOT.resolve("docs/cancellation.md"))) {
            Matcher found = row.matcher(line);
            if (found.matches() && types.contains(found.group(2))) {
                operations.add(found.group(1));
            }
        }
        return operations;
    }
}
