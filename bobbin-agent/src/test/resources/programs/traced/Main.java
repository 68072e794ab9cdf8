package traced;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Local;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Requests side by side, each with a span of its own that all of its coroutines see, whichever thread they are on. */
class Main {
    static final Tracer TRACER = GlobalOpenTelemetry.getTracer("traced");
    static final Local<Context> TRACED = Local.carried(context -> context.makeCurrent()::close);

    static Async<String> step() {
        Clock.sleep(Duration.ofMillis(1)).await();
        Span span = TRACER.spanBuilder("step").startSpan();
        span.end();
        Bobbin.yieldNow().await();
        return done(span.getSpanContext().getTraceId());
    }

    static Async<Boolean> handle(Span request) {
        String own = request.getSpanContext().getTraceId();
        List<String> steps = Async.all(List.of(step(), step())).await();
        return done(steps.equals(List.of(own, own))
                && Span.current().getSpanContext().equals(request.getSpanContext()));
    }

    static Async<Boolean> serve(int number) {
        Span request = TRACER.spanBuilder("request " + number).startSpan();
        Context context = Context.current().with(request);
        boolean fine = TRACED.where(context, () -> handle(request)).await();
        request.end();
        return done(fine && request.getSpanContext().isValid() && !Span.current().getSpanContext().isValid());
    }

    public static void main(String[] args) {
        List<Integer> requests = IntStream.range(0, 100).boxed().toList();
        List<Boolean> fine = Bobbin.run(() -> Async.parallelMap(requests, 10, Main::serve));
        System.out.println(fine.stream().filter(each -> each).count() + " fine");
    }
}
