package com.acme.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Pages with links, served by the JDK's own server; it notes who came, and how many at once. */
final class Site implements AutoCloseable {
    /** Pages that never answer, until the site is closed. */
    static final String HANGS = "/hangs";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<String>> pages;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch crowd;
    private final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final Queue<String> visits = new ConcurrentLinkedQueue<>();

    /** @param crowd so many visitors it takes until any page but the first is served */
    Site(Map<String, List<String>> pages, int crowd) throws IOException {
        this.pages = pages;
        this.crowd = new CountDownLatch(crowd);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI start() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        visits.add(path);
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            if (!path.equals("/")) {
                crowd.countDown();
                crowd.await();
            }
            if (path.equals(HANGS)) {
                closed.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            inside.decrementAndGet();
        }
        List<String> links = pages.get(path);
        StringBuilder html = new StringBuilder("<html>");
        if (links != null) {
            links.forEach(link -> html.append("<a href='").append(link).append("'>"));
        }
        byte[] body = html.append("</html>").toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(links != null ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
