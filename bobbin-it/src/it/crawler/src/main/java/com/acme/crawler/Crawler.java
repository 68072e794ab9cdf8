package com.acme.crawler;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Visits each page of a site once, as many at a time as it may. */
final class Crawler {
    private static final Pattern LINK = Pattern.compile("<a href='([^']+)'>");

    /** What has been found: pages, and links to what is none, with the reason. */
    record Report(SortedSet<String> pages, Map<String, String> dead) {}

    private final HttpClient client;
    private final Semaphore connections;
    private final Duration patience;
    private final Set<URI> known = ConcurrentHashMap.newKeySet();
    private final Report report = new Report(new ConcurrentSkipListSet<>(), new ConcurrentSkipListMap<>());

    /** @param patience for each page */
    Crawler(HttpClient client, int connections, Duration patience) {
        this.client = client;
        this.connections = Semaphore.of(connections);
        this.patience = patience;
    }

    Async<Report> crawl(URI start) {
        known.add(start);
        visit(start, start.getAuthority()).await();
        return done(report);
    }

    /** It and all that it links to, unless somebody has been there. */
    private Async<Void> visit(URI page, String site) {
        try (Scope scope = Scope.open()) {
            for (String link : links(page).await()) {
                URI target = page.resolve(link);
                if (site.equals(target.getAuthority()) && known.add(target)) {
                    scope.spawn(visit(target, site));
                }
            }
            scope.join().await();
        }
        return done();
    }

    private Async<Set<String>> links(URI page) {
        try (var permit = connections.acquire().await()) {
            HttpResponse<String> response = fetch(page).await();
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            report.pages.add(page.getPath());
            Set<String> links = new HashSet<>();
            LINK.matcher(response.body()).results().forEach(link -> links.add(link.group(1)));
            return done(links);
        } catch (TimeoutException e) {
            report.dead.put(page.getPath(), "no answer");
        } catch (ConnectException e) {
            report.dead.put(page.getPath(), "no connection");
        } catch (IOException e) {
            report.dead.put(page.getPath(), e.getMessage());
        }
        return done(Set.of());
    }

    private Async<HttpResponse<String>> fetch(URI page) throws IOException, TimeoutException {
        HttpRequest request = HttpRequest.newBuilder(page).build();
        return Async.from(client.sendAsync(request, BodyHandlers.ofString())).timeout(patience);
    }
}
