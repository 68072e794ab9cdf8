package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.io.IOException;
import lombok.Builder;
import lombok.Cleanup;
import lombok.SneakyThrows;
import lombok.Value;
import lombok.val;

@Value
@Builder
public class Pair {
    int first;
    int second;

    public Async<Integer> sum() {
        val one = Lib.plusOne(first).await();
        val other = Lib.plusOne(second).await();
        return done(one + other);
    }

    @SneakyThrows
    public static Async<String> closes(StringBuilder log) {
        @Cleanup
        val resource = new java.io.StringReader("read") {
            @Override
            public void close() {
                log.append("closed ");
            }
        };
        Bobbin.yieldNow().await();
        int c = resource.read();
        try {
            failing().await();
        } catch (IOException e) {
            log.append(e.getMessage()).append(' ');
        }
        return done((char) c + "ead");
    }

    private static Async<Void> failing() throws IOException {
        Bobbin.yieldNow().await();
        throw new IOException("failed");
    }
}
