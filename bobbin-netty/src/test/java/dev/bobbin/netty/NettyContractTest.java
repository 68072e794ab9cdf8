package dev.bobbin.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.netty.http.HttpClient;
import dev.bobbin.netty.http.HttpContracts;
import dev.bobbin.netty.http.HttpServer;
import dev.bobbin.netty.http.WebSocket;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the table of docs/netty.md says of each operation of this module: cancelled where it waits, and while it completes. {@code
 * -Dcontract.scale=N} does the second N times as often.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
public class NettyContractTest {
    private static final Path PAGE = Path.of(System.getProperty("bobbin.root")).resolve("docs/netty.md");
    private static final int ROUNDS = 10 * Integer.getInteger("contract.scale", 1);
    private static final int ATTEMPTS = 20;
    private static final List<Class<?>> TYPES = List.of(
            Netty.class,
            NettyConnection.class,
            NettyServer.class,
            HttpServer.class,
            HttpServer.Builder.class,
            HttpClient.class,
            WebSocket.class);

    /** An operation, as the table has it. */
    public record Row(String operation, Callable<NettyContract> maker) {
        @Override
        public String toString() {
            return operation;
        }
    }

    private record Outcome(boolean returned, @Nullable Object result) {
        static Outcome of(Task<?> task) {
            try {
                return new Outcome(true, Nio.join(task));
            } catch (CancellationException e) {
                return new Outcome(false, null);
            }
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>(ConnectionContracts.rows());
        rows.addAll(HttpContracts.rows());
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void cancelledWhereItWaits_hasNotReturned(Row row) throws Exception {
        boolean returned = true; // it may have: sockets that were full may take more a moment later
        for (int attempt = 0; returned && attempt < ATTEMPTS; attempt++) {
            try (NettyContract contract = row.maker.call()) {
                Task<?> task = Bobbin.start(contract.operation());
                Nio.untilWaiting(task);

                task.cancel();

                Outcome outcome = Outcome.of(task);
                contract.proceed();
                contract.check(outcome.returned, outcome.result);
                returned = outcome.returned;
            }
        }
        assertThat(returned).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void cancelledWhileItCompletes_isOneOrTheOther(Row row) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (NettyContract contract = row.maker.call()) {
                Task<?> task = Bobbin.start(contract.operation());
                Nio.untilWaiting(task);
                int spins = random.nextInt(1 << random.nextInt(1, 20));
                Thread canceller = new Thread(() -> {
                    for (int i = 0; i < spins; i++) {
                        Thread.onSpinWait();
                    }
                    task.cancel();
                });
                canceller.start();
                contract.proceed();
                canceller.join();
                Outcome outcome = Outcome.of(task);
                contract.check(outcome.returned, outcome.result);
            } catch (Throwable t) {
                throw new AssertionError("round " + round + ", seed " + seed, t);
            }
        }
    }

    @Test
    void everyOperation_hasItsRowAndItsContract() throws Exception {
        Set<String> operations = TYPES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method -> method.getReturnType() == Async.class)
                        .map(method -> type.getSimpleName() + "." + method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> contracts = rows().stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
        List<String> table = new ArrayList<>();
        Pattern pattern = Pattern.compile("\\| `(\\w+\\.\\w+)` \\| .+ \\|");
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = pattern.matcher(line);
            if (row.matches()) {
                table.add(row.group(1));
            }
        }

        assertThat(table).containsExactlyElementsOf(operations);
        assertThat(contracts).containsExactlyElementsOf(operations);
    }
}
