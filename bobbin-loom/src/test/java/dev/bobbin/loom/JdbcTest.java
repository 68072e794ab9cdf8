package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bridge;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL's JDBC driver, whose sockets are Bobbin's connections, at a server that answers nobody before all have asked. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdbcTest {
    /** Where each has a thread of the blocking pool there are at most 256. */
    private static final int CLIENTS = Runtime.version().feature() < 21 ? 200 : 1_000;

    private static final String DATABASE = "jdbc:h2:mem:colour;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

    private final Scheduler scheduler = Scheduler.workers(2);
    private Connection database;
    private Server server;
    private String url;

    /** A function of the database. */
    public static final class Meeting {
        private static final CountDownLatch ALL = new CountDownLatch(CLIENTS);
        private static final CountDownLatch ANSWER = new CountDownLatch(1);

        private Meeting() {}

        public static int meet(int client) throws InterruptedException {
            ALL.countDown();
            ANSWER.await();
            return client * client;
        }
    }

    @BeforeEach
    void start() throws SQLException {
        database = DriverManager.getConnection(DATABASE, "sa", "secret");
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE ALIAS meet FOR '" + Meeting.class.getName() + ".meet'");
            statement.execute(
                    "CREATE TABLE result(client INT PRIMARY KEY, square INT NOT NULL, text VARCHAR NOT NULL)");
        }
        server = Server.createPgServer("-pgPort", "0", "-pgDaemon", "-key", "colour", "mem:colour")
                .start();
        url = "jdbc:postgresql://127.0.0.1:" + server.getPort()
                + "/colour?sslmode=disable&socketFactory="
                + CoroutineSocket.Factory.class.getName();
    }

    @AfterEach
    void stop() throws SQLException {
        assertThat(scheduler.close(Duration.ofSeconds(30))).isEmpty();
        server.stop();
        database.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "secret");
    }

    /** Plain JDBC, which waits in the middle for all others. */
    private int client(int id) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            int square;
            try (PreparedStatement query = connection.prepareStatement("SELECT meet(?)")) {
                query.setInt(1, id);
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    square = rows.getInt(1);
                    assertThat(rows.next()).isFalse();
                }
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO result VALUES(?, ?, ?)")) {
                insert.setInt(1, id);
                insert.setInt(2, square);
                insert.setString(3, "x".repeat(id * 10) + "\u2192");
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            connection.commit();
            return square;
        }
    }

    @Test
    void queries_allInsideTheDriverAtOnce_giveTheirResults() throws Exception {
        List<Task<Integer>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> scheduler.start(Bridge.run(() -> client(i))))
                .toList();
        Meeting.ALL.await();
        while (scheduler.ledger().parked() < CLIENTS) { // soon
            Thread.onSpinWait();
        }
        Meeting.ANSWER.countDown();

        assertThat(scheduler.<List<Integer>>run(() -> Async.all(clients)))
                .isEqualTo(IntStream.range(0, CLIENTS).map(i -> i * i).boxed().toList());
        assertThat(scheduler.ledger().parked()).isZero();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*), SUM(LENGTH(text)) FROM result" + " WHERE square = client * client")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(CLIENTS);
            assertThat(rows.getLong(2)).isEqualTo(CLIENTS + 10L * CLIENTS * (CLIENTS - 1) / 2);
        }
    }

    @Test
    void query_thatFails_throwsTheDriversExceptionAndLeavesTheConnection() throws SQLException {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> {
                    try (Connection connection = connect();
                            Statement statement = connection.createStatement()) {
                        assertThatThrownBy(() -> statement.execute("SELECT * FROM nowhere"))
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("nowhere");
                        try (ResultSet rows = statement.executeQuery("SELECT 42")) {
                            rows.next();
                            return rows.getInt(1);
                        }
                    }
                })))
                .isEqualTo(42);
    }
}
