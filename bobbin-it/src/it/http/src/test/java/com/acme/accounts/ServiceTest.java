package com.acme.accounts;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.accounts.KeptConnection.Answer;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Latch;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.netty.http.HttpServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static final int CLIENTS = 1000;
    private static final int REQUESTS = 5;

    /** Each that many clients share an account. */
    private static final int SHARERS = 4;

    /** Every tenth client has a request under way when the service is closed. */
    private static final int LATE = 10;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Service service = new Service(this::endOfDay);

    /** Opens when each client has either asked how the day ends, and been heard, or all its answers. */
    private final Latch quiet = Latch.of(CLIENTS);

    private final Latch over = Latch.of(1);
    private HttpServer server;
    private InetSocketAddress address;

    private Async<String> endOfDay() {
        quiet.countDown();
        over.opened().await();
        return done("over");
    }

    @BeforeEach
    void listen() {
        server = Bobbin.run(() -> service.listen(group));
        address = (InetSocketAddress) server.localAddress();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    @Test
    void thousandClients_keepTheirConnections_allAnswersAreRight_andTheServiceEndsInOrder() {
        Bobbin.run(this::crowd);

        assertEquals(0, server.connections());
        assertThrows(IOException.class, () -> Bobbin.run(() -> KeptConnection.open(address)));
    }

    private Async<Void> crowd() throws IOException {
        Latch paid = Latch.of(CLIENTS);
        Latch counted = Latch.of(1);
        try (Scope scope = Scope.open().limit(Duration.ofSeconds(60))) {
            Task<?>[] clients = new Task<?>[CLIENTS];
            for (int i = 0; i < CLIENTS; i++) {
                clients[i] = scope.spawn(client(i, paid, counted));
            }
            paid.opened().await(); // all have had their answers
            assertEquals(CLIENTS, server.connections());
            counted.countDown();
            quiet.opened().await();
            Task<List<String>> shutdown = scope.spawn(() -> server.shutdown(Duration.ofSeconds(30)));
            for (int i = 0; i < CLIENTS; i++) {
                if (i % LATE != 0) {
                    clients[i].await(); // its connection has been closed, with others under way
                }
            }
            over.countDown();
            for (int i = 0; i < CLIENTS; i += LATE) {
                clients[i].await();
            }
            assertEquals(List.of(), shutdown.await(), "nobody was cancelled");
            scope.join().await();
        }
        return done();
    }

    private Async<Void> client(int number, Latch paid, Latch counted) throws IOException {
        String account = "/accounts/a" + number / SHARERS;
        try (KeptConnection server = KeptConnection.open(address).await()) {
            int before = 0;
            for (int i = 0; i < REQUESTS; i++) {
                Answer answer = server.post(account, "1").await();
                int balance = Integer.parseInt(answer.text());
                assertTrue(answer.status() == 200 && balance > before, answer::toString);
                before = balance;
            }
            assertEquals(
                    new Answer(409, "poor" + number + " has only 0"),
                    server.post("/accounts/poor" + number, "-1").await());
            paid.countDown();
            counted.opened().await(); // so that nobody shares an account with one that still pays in
            assertEquals(
                    new Answer(200, Integer.toString(SHARERS * REQUESTS)),
                    server.get(account).await());
            if (number % LATE == 0) {
                assertEquals(new Answer(200, "over"), server.get("/day").await());
            } else {
                quiet.countDown();
            }
            assertTrue(server.hasEnded().await());
        }
        return done();
    }

    @Test
    void clientOfTheJdk_isAnswered() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Bobbin.run(() -> {
            assertEquals(
                    "200 5",
                    said(client, request("/accounts/ada").POST(HttpRequest.BodyPublishers.ofString("5")))
                            .await());
            assertEquals("200 5", said(client, request("/accounts/ada")).await());
            assertEquals(
                    "409 ada has only 5",
                    said(client, request("/accounts/ada").POST(HttpRequest.BodyPublishers.ofString("-6")))
                            .await());
            assertEquals(
                    "400 not an amount",
                    said(client, request("/accounts/ada").POST(HttpRequest.BodyPublishers.ofString("much")))
                            .await());
            assertEquals(
                    "405 GET or POST",
                    said(client, request("/accounts/ada").DELETE()).await());
            assertEquals("404 no such page", said(client, request("/")).await());
            return done();
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + address.getPort() + path));
    }

    private static Async<String> said(HttpClient client, HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response = Async.from(client.sendAsync(request.build(), BodyHandlers.ofString()))
                .await();
        return done(response.statusCode() + " " + response.body());
    }
}
