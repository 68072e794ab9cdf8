package dev.bobbin.it.contexts;

import static dev.bobbin.it.Pieces.leftAligned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** SLF4J's diagnostic context and OpenTelemetry's, carried by locals. */
class RequestsIT {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Pattern PIECE = Pattern.compile("```java in bobbin-it\n(.*?)```", Pattern.DOTALL);

    /** In one thread: while SLF4J looks for its provider, others who ask are given a context that is thrown away afterwards. */
    @BeforeAll
    static void initialiseLogging() {
        LoggerFactory.getILoggerFactory();
        MDC.clear();
    }

    @Test
    void contexts_ofManyRequests_areSeenBetweenAllWaitsAndByChildrenAndBlockingCode() {
        List<Integer> requests = IntStream.range(0, 200).boxed().toList();

        List<List<String>> seen = Bobbin.run(() -> Async.parallelMap(requests, 20, Requests::serve));

        for (int number : requests) {
            String inside = "request " + number + " trace " + number;
            assertThat(seen.get(number)).containsExactly(inside, inside, inside, inside, inside, "null null");
        }
        assertThat(Requests.seen()).isEqualTo("null null");
    }

    @Test
    void guide_showsThese() throws Exception {
        Matcher piece = PIECE.matcher(Files.readString(ROOT.resolve("docs/guide/structure.md")));
        String source = leftAligned(
                Files.readString(ROOT.resolve("bobbin-it/src/test/java/dev/bobbin/it/contexts/Requests.java")));

        assertThat(piece.find()).isTrue();
        assertThat(source).contains(leftAligned(piece.group(1)));
    }
}
