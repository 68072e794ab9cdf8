package com.acme.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.acme.crawler.Crawler.Report;
import dev.bobbin.Bobbin;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrawlerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 8;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void site_withCircles_andLinksToNowhere_isVisitedOnce() throws Exception {
        Map<String, List<String>> pages = Map.of(
                "/", List.of("/a", "/b", "/", "http://localhost:1/elsewhere"),
                "/a", List.of("/b", "/nowhere", "/c"),
                "/b", List.of("/a", "c"),
                "/c", List.of("/", "/c"));
        try (Site site = new Site(pages, 1)) {
            Report report = crawl(site, PATIENCE);

            assertEquals(pages.keySet(), report.pages());
            assertEquals(Map.of("/nowhere", "status 404"), report.dead());
            assertEquals(
                    List.of("/", "/a", "/b", "/c", "/nowhere"),
                    site.visits.stream().sorted().toList());
        }
    }

    @Test
    void crawler_hasAsManyConnections_asItMay() throws Exception {
        Map<String, List<String>> pages = new TreeMap<>();
        List<String> leaves = IntStream.range(0, 200).mapToObj(i -> "/" + i).toList();
        leaves.forEach(leaf -> pages.put(leaf, List.of("/")));
        pages.put("/", leaves);
        try (Site site = new Site(pages, CONNECTIONS)) {
            Report report = crawl(site, PATIENCE);

            assertEquals(pages.keySet(), report.pages());
            assertEquals(201, site.visits.size());
            assertEquals(CONNECTIONS, site.most.get());
        }
    }

    @Test
    void page_thatHangs_isGivenUp() throws Exception {
        try (Site site = new Site(Map.of(), 1)) {
            Report report = Bobbin.run(() -> new Crawler(client, CONNECTIONS, Duration.ofMillis(100))
                    .crawl(site.start().resolve(Site.HANGS)));

            assertEquals(Set.of(), report.pages());
            assertEquals(Map.of(Site.HANGS, "no answer"), report.dead());
        }
    }

    @Test
    void site_thatIsNotThere_isDead() throws Exception {
        Site site = new Site(Map.of(), 1);
        site.close();

        Report report = crawl(site, PATIENCE);

        assertEquals(Set.of(), report.pages());
        assertEquals(Map.of("/", "no connection"), report.dead());
    }

    private Report crawl(Site site, Duration patience) {
        return Bobbin.run(() -> new Crawler(client, CONNECTIONS, patience).crawl(site.start()));
    }
}
