package dev.bobbin.it.contexts;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Local;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** Requests, each with what a logger and a tracer have to know of it. */
final class Requests {
    static final Local<Map<String, String>> LOGGED = Local.carried(values -> {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.setContextMap(values);
        return () -> MDC.setContextMap(before == null ? Map.of() : before);
    });

    static final Local<Context> TRACED = Local.carried(context -> context.makeCurrent()::close);

    static final ContextKey<String> TRACE = ContextKey.named("trace");

    private Requests() {}

    /** What code sees that knows threads, and no coroutines. */
    static String seen() {
        return MDC.get("request") + " " + Context.current().get(TRACE);
    }

    static Async<List<String>> handle() {
        List<String> seen = new ArrayList<>(List.of(seen()));
        Clock.sleep(Duration.ofMillis(1)).await();
        seen.add(seen());
        seen.add(Blocking.call(Requests::seen).await());
        seen.addAll(Async.all(List.of(child(), child())).await());
        return done(seen);
    }

    private static Async<String> child() {
        Bobbin.yieldNow().await();
        return done(seen());
    }

    /** What is seen inside, and at last outside. */
    static Async<List<String>> serve(int number) {
        Map<String, String> logged = Map.of("request", "request " + number);
        Context traced = Context.root().with(TRACE, "trace " + number);
        List<String> seen = new ArrayList<>(
                LOGGED.where(logged, () -> TRACED.where(traced, () -> handle())).await());
        seen.add(seen());
        return done(seen);
    }
}
