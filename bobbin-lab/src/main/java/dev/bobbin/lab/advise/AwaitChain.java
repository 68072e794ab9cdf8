package dev.bobbin.lab.advise;

import dev.bobbin.cli.inspect.ObjectSize;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import dev.bobbin.compiler.report.Reason;
import dev.bobbin.compiler.report.StateReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The longest chain of coroutines that await each other in place, as the compiler's report shows it, and the bytes of a task
 * that waits at its end: what the layouts of the emitted classes say (64 bits, compressed references), not a measurement. Calls
 * that an override may replace, and those of other compilations, are not followed.
 */
final class AwaitChain {
    private static final String ROOT = "root";
    private static final String FRAME = "frame";

    /** One coroutine of a chain and, but for the last, the state at which it awaits the next. */
    private record Link(CoroutineReport coroutine, int state) {}

    private final Map<String, CoroutineReport> byName = new HashMap<>();
    private final Map<String, List<Link>> longestFrom = new HashMap<>();
    private final List<CoroutineReport> underWay = new ArrayList<>();
    private List<CoroutineReport> circle = List.of();
    private List<Link> longest = List.of();

    private AwaitChain(List<CoroutineReport> coroutines) {
        coroutines.stream().filter(c -> !c.states().isEmpty()).forEach(c -> byName.putIfAbsent(c.name(), c));
        for (CoroutineReport coroutine : coroutines) {
            if (byName.get(coroutine.name()) == coroutine) {
                List<Link> chain = from(coroutine);
                if (chain.size() > longest.size()) {
                    longest = chain;
                }
            }
        }
    }

    static AwaitChain in(List<CoroutineReport> coroutines) {
        return new AwaitChain(coroutines);
    }

    /** How many coroutines wait, recursive ones counted once. */
    int length() {
        return longest.size();
    }

    /** Whether a coroutine awaits itself, directly or through others: how deep is then up to the data. */
    boolean isRecursive() {
        return !circle.isEmpty();
    }

    /** For people: {@code Main.a, Main.b}. */
    String names() {
        return longest.stream().map(link -> link.coroutine().name()).collect(Collectors.joining(", "));
    }

    /** The coroutines that await each other in a circle, for people. */
    String circleNames() {
        return circle.stream().map(CoroutineReport::name).collect(Collectors.joining(", "));
    }

    private List<Link> from(CoroutineReport coroutine) {
        List<Link> known = longestFrom.get(coroutine.name());
        if (known != null) {
            return known;
        }
        underWay.add(coroutine);
        List<Link> best = List.of();
        int at = 0;
        for (StateReport state : coroutine.states()) {
            CoroutineReport callee = state.reason() == Reason.IN_PLACE ? byName.get(state.callee()) : null;
            if (callee == null) {
                continue;
            }
            int earlier = underWay.indexOf(callee);
            if (earlier >= 0) {
                circle = circle.isEmpty() ? List.copyOf(underWay.subList(earlier, underWay.size())) : circle;
            } else if (from(callee).size() > best.size()) {
                best = from(callee);
                at = state.number();
            }
        }
        underWay.remove(underWay.size() - 1);
        List<Link> chain = new ArrayList<>(List.of(new Link(coroutine, at)));
        chain.addAll(best);
        longestFrom.put(coroutine.name(), chain);
        return chain;
    }

    /** Of a task that waits at the end of the chain; empty if the form does not say. */
    OptionalLong bytes(String form) {
        return bytes(form, longest);
    }

    /** One more await in a chain: another turn of the recursion if there is one, else the mean of the longest chain. */
    OptionalDouble bytesPerLevel(String form) {
        if (isRecursive()) {
            long sum = 0;
            for (CoroutineReport coroutine : circle) {
                OptionalLong own = apart(report(coroutine, form));
                if (own.isEmpty()) {
                    return OptionalDouble.empty();
                }
                sum += own.getAsLong();
            }
            return OptionalDouble.of(sum / (double) circle.size());
        }
        OptionalLong all = bytes(form);
        OptionalLong first = longest.isEmpty() ? OptionalLong.empty() : bytes(form, longest.subList(0, 1));
        return longest.size() < 2 || all.isEmpty() || first.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((all.getAsLong() - first.getAsLong()) / (double) (longest.size() - 1));
    }

    /** Follows the frames from the task's root on: those that a host has room for are in it, others are objects. */
    private static OptionalLong bytes(String form, List<Link> links) {
        long sum = 0;
        @Nullable FormReport host = null;
        int at = HostedReport.HEAP;
        Set<Integer> taken = new HashSet<>();
        int state = 0;
        for (Link link : links) {
            FormReport own = report(link.coroutine(), form);
            int hosted = host == null
                    ? HostedReport.HEAP
                    : hosted(host, at, state, link.coroutine().name());
            if (hosted != HostedReport.HEAP && taken.add(hosted)) {
                at = hosted;
            } else {
                boolean root = host == null || !has(own, FRAME);
                OptionalLong bytes = root ? asRoot(own) : size(own, FRAME);
                if (bytes.isEmpty()) {
                    return bytes;
                }
                sum += bytes.getAsLong();
                if (root) {
                    host = own;
                    taken = new HashSet<>(Set.of(0));
                    at = own.frames().isEmpty() ? HostedReport.HEAP : 0;
                } else {
                    at = HostedReport.HEAP;
                }
            }
            state = link.state();
        }
        return links.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** The callee's frame in a host. A caller that is an object itself may still find room in the root for its callee. */
    private static int hosted(FormReport host, int caller, int state, String callee) {
        if (caller == HostedReport.HEAP) {
            List<String> frames =
                    host.frames().stream().map(FormReport.Frame::coroutine).toList();
            return frames.contains(callee) ? frames.indexOf(callee) : HostedReport.HEAP;
        }
        return host.awaits().stream()
                .filter(await -> await.caller() == caller && await.state() == state)
                .mapToInt(HostedReport::number)
                .findFirst()
                .orElse(HostedReport.HEAP);
    }

    /** A task's first object, and its first frame where that is another. */
    private static OptionalLong asRoot(FormReport form) {
        OptionalLong root = size(form, ROOT);
        if (root.isEmpty() || !form.frames().isEmpty()) {
            return root;
        }
        OptionalLong frame = size(form, FRAME);
        return frame.isEmpty() ? frame : OptionalLong.of(root.getAsLong() + frame.getAsLong());
    }

    /** The object of a call that its caller has no room for. */
    private static OptionalLong apart(FormReport form) {
        return size(form, has(form, FRAME) ? FRAME : ROOT);
    }

    private static boolean has(FormReport form, String role) {
        return form.objects().stream().anyMatch(shape -> shape.role().equals(role));
    }

    private static OptionalLong size(FormReport form, String role) {
        for (ObjectShape shape : form.objects()) {
            ObjectSize size = shape.role().equals(role) ? ObjectSize.of(shape) : null;
            if (size != null) {
                return OptionalLong.of(size.bytes());
            }
        }
        return OptionalLong.empty();
    }

    private static FormReport report(CoroutineReport coroutine, String form) {
        return coroutine.forms().stream()
                .filter(report -> report.form().equals(form))
                .findFirst()
                .orElseGet(
                        () -> new FormReport(form, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }
}
