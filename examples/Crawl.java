import static dev.bobbin.Async.done;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Crawls a web site with a hundred coroutines at a time, through the JDK's own {@link HttpClient}.
 *
 * <pre>
 * ./bobbin run examples/Crawl.java                              a site that it makes up and serves itself
 * ./bobbin run examples/Crawl.java http://localhost:8080/ 3     that site, three links deep
 * </pre>
 *
 * <p>The client knows nothing of coroutines: {@code sendAsync} gives a {@code CompletableFuture}, and {@code Async.from}
 * makes that something to await.
 */
public final class Crawl {
    private static final int COROUTINES = 100;
    private static final int DEFAULT_DEPTH = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern LINK = Pattern.compile("(?i)<a\\s[^>]*?href\\s*=\\s*[\"']([^\"'#]+)");

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            try (SampleSite site = SampleSite.open()) {
                crawl(site.start(), DEFAULT_DEPTH);
            }
        } else if (args[0].matches("https?://[^/].*") && (args.length == 1 || args[1].matches("\\d{1,6}"))) {
            crawl(URI.create(args[0]), args.length == 1 ? DEFAULT_DEPTH : Integer.parseInt(args[1]));
        } else {
            System.err.println("usage: Crawl [http://HOST/PATH [DEPTH]]");
            System.exit(2);
        }
    }

    private static void crawl(URI start, int depth) {
        System.out.println("crawling " + start + ", at most " + depth + " links deep");
        Crawl crawl = new Crawl(start, depth);
        long begin = System.nanoTime();
        Bobbin.run(crawl::run);
        crawl.report(System.nanoTime() - begin);
        if (crawl.pages.sum() == 0) {
            System.exit(1);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI start;
    private final int depth;

    /** Every address that was ever put in a queue: none is fetched twice. */
    private final Set<URI> known = ConcurrentHashMap.newKeySet();

    private final LongAdder pages = new LongAdder();
    private final LongAdder links = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<URI, String> errors = new ConcurrentSkipListMap<>();

    private Crawl(URI start, int depth) {
        this.start = start;
        this.depth = depth;
        known.add(start);
    }

    /** Level by level, so that every page counts at its least depth, and an empty level is the end. */
    private Async<Void> run() {
        Queue<URI> level = new ConcurrentLinkedQueue<>(List.of(start));
        for (int i = 0; i <= depth && !level.isEmpty(); i++) {
            Queue<URI> next = new ConcurrentLinkedQueue<>();
            try (Scope crawlers = Scope.open()) {
                for (int j = 0; j < Math.min(COROUTINES, level.size()); j++) {
                    crawlers.spawn(visitAll(level, next));
                }
                crawlers.join().await();
            }
            level = next;
        }
        return done();
    }

    /** One of the hundred: takes page after page until none of the level is left. */
    private Async<Void> visitAll(Queue<URI> level, Queue<URI> next) {
        URI page;
        while ((page = level.poll()) != null) {
            for (URI link : visit(page).await()) {
                if (known.add(link)) {
                    next.add(link);
                }
            }
        }
        return done();
    }

    /** The links of a page. One that cannot be fetched is noted, and has none. */
    private Async<Collection<URI>> visit(URI page) {
        try {
            HttpResponse<byte[]> response = fetch(page).await();
            int status = response.statusCode();
            Optional<String> movedTo = response.headers().firstValue("Location");
            if (status / 100 == 3 && movedTo.isPresent()) {
                return done(onThisSite(page, List.of(movedTo.get())));
            }
            if (status != 200) {
                throw new IOException("status " + status);
            }
            pages.increment();
            bytes.add(response.body().length);
            return done(onThisSite(page, hrefs(new String(response.body(), StandardCharsets.UTF_8))));
        } catch (IOException e) {
            errors.put(page, Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return done(Set.of());
        }
    }

    private Async<HttpResponse<byte[]>> fetch(URI page) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        return Async.from(http.sendAsync(request, BodyHandlers.ofByteArray()));
    }

    private static List<String> hrefs(String html) {
        return LINK.matcher(html).results().map(link -> link.group(1)).toList();
    }

    private Collection<URI> onThisSite(URI page, List<String> hrefs) {
        links.add(hrefs.size());
        Set<URI> found = new HashSet<>();
        for (String href : hrefs) {
            try {
                URI target = page.resolve(href);
                if (isOnThisSite(target)) {
                    found.add(target);
                }
            } catch (IllegalArgumentException e) {
                errors.put(page, "not an address: " + href);
            }
        }
        return found;
    }

    private boolean isOnThisSite(URI link) {
        return start.getScheme().equals(link.getScheme())
                && start.getAuthority().equals(link.getAuthority());
    }

    private void report(long nanos) {
        print("%-8s %,d", "pages", pages.sum());
        print("%-8s %,d", "links", links.sum());
        print("%-8s %,d", "errors", errors.size());
        errors.forEach((page, error) -> print("         %s: %s", page, error));
        print("%-8s %,d", "bytes", bytes.sum());
        print("%-8s %.2f s, %,.0f pages/s", "time", nanos / 1e9, pages.sum() * 1e9 / nanos);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A few hundred pages that link to each other, one link to nowhere, and one page that takes its time. */
    private record SampleSite(HttpServer server, ExecutorService threads) implements AutoCloseable {
        private static final int PAGES = 400;
        private static final int SLOW = 7;
        private static final Duration SLOWNESS = Duration.ofMillis(300);

        static SampleSite open() throws IOException {
            // Without it the header and the body of each answer wait for one another, 40 ms long.
            System.setProperty("sun.net.httpserver.nodelay", "true");
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpServer server = HttpServer.create(anyPort, COROUTINES);
            SampleSite site = new SampleSite(server, Executors.newFixedThreadPool(8));
            server.setExecutor(site.threads);
            server.createContext("/", SampleSite::answer);
            server.start();
            return site;
        }

        URI start() {
            return URI.create("http://localhost:" + server.getAddress().getPort() + "/0");
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdown();
        }

        private static void answer(HttpExchange exchange) throws IOException {
            int number = numberIn(exchange.getRequestURI().getPath());
            if (number == SLOW) {
                pause();
            }
            byte[] body = number < PAGES ? page(number).getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.sendResponseHeaders(number < PAGES ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        private static int numberIn(String path) {
            return path.matches("/\\d{1,6}") ? Integer.parseInt(path.substring(1)) : PAGES;
        }

        /** Blocks one of the server's threads, and no coroutine. */
        private static void pause() {
            try {
                Thread.sleep(SLOWNESS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Page n links to its two children in a binary tree, back to the first page, across, and away from the site. */
        private static String page(int number) {
            List<String> targets = new ArrayList<>(List.of("/0", "/" + number * 31 % PAGES, "https://example.org/"));
            targets.add(2 * number + 1 < PAGES ? "/" + (2 * number + 1) : "/" + number / 2);
            targets.add(2 * number + 2 < PAGES ? "/" + (2 * number + 2) : "/" + number / 3);
            if (number == PAGES - 1) {
                targets.add("/nowhere");
            }
            StringBuilder html = new StringBuilder("<html><title>Page " + number + "</title><body>");
            for (String target : targets) {
                html.append("<p>Read on at <a href='%s'>%s</a></p>".formatted(target, target));
            }
            return html + "lorem ipsum ".repeat(number % 50) + "</body></html>";
        }
    }
}
