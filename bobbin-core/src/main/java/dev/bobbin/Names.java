package dev.bobbin;

import dev.bobbin.abi.Whereabouts;
import java.util.Map;

/** What a task is called that runs something of this class: as its author, or the user of Bobbin, has written it. */
final class Names {
    private static final String LIBRARY = "dev.bobbin.";

    /** In the name of the class that the VM makes of a lambda or a method reference. */
    private static final String LAMBDA = "$$Lambda";

    /** In the name of the class that Bobbin's compiler makes of a coroutine. */
    private static final String ROOT = "$$";

    /** Of the classes of this package that users never see. */
    static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("Bobbin$Yield", "Bobbin.yieldNow"),
            Map.entry("Beside$Answers", "AsyncSeq.timeout"),
            Map.entry("Beside$Calls", "AsyncSeq.mapAsync"),
            Map.entry("Beside$Sends", "AsyncSeq.merge or buffered"),
            Map.entry("Blocking$Call", "Blocking.call"),
            Map.entry("Barrier$Arrive", "Barrier.arrive"),
            Map.entry("Broadcast$Sending", "Broadcast.send"),
            Map.entry("Condition$Wait", "Condition.signalled"),
            Map.entry("Draining$First", "AsyncSeq.first"),
            Map.entry("Draining$Fold", "AsyncSeq.fold"),
            Map.entry("Draining$ForEach", "AsyncSeq.forEach"),
            Map.entry("Draining$ToList", "AsyncSeq.toList"),
            Map.entry("FromStage", "Async.from"),
            Map.entry("Group$All", "Async.all"),
            Map.entry("Group$Any", "Async.any"),
            Map.entry("Group$Race", "Async.race"),
            Map.entry("Group$Timeout", "Async.timeout"),
            Map.entry("Join", "Scope.join"),
            Map.entry("Latch$Opened", "Latch.opened"),
            Map.entry("ParallelMap", "Async.parallelMap"),
            Map.entry("ParallelMap$Taker", "Async.parallelMap"),
            Map.entry("Promise", "Async.create"),
            Map.entry("Publishing", "AsyncSeq.toPublisher"),
            Map.entry("RateLimiter$Acquire", "RateLimiter.acquire"),
            Map.entry("ReadWriteLock$Access", "ReadWriteLock.read or write"),
            Map.entry("Receive", "Channel.receive"),
            Map.entry("Retry$Attempts", "Async.retry"),
            Map.entry("Semaphore$Acquire", "Semaphore.acquire or Mutex.lock"),
            Map.entry("Send", "Channel.send"),
            Map.entry("Settled", "Async.done"),
            Map.entry("Sleep", "Clock.sleep"),
            Map.entry("Subscription$One", "Subscription.receive"),
            Map.entry("Uncancellable", "Async.uncancellable"),
            Map.entry("Watch$Changes", "Watch.changes"));

    private Names() {}

    static String of(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        if (lambda >= 0) {
            return "lambda in " + simple(name.substring(0, lambda));
        }
        int root = name.indexOf(ROOT);
        if (root >= 0) {
            return Whereabouts.written(simple(name.substring(0, root)) + "." + name.substring(root + ROOT.length()));
        }
        String call = name.startsWith(LIBRARY) ? CALLS.get(name.substring(LIBRARY.length())) : null;
        return call == null ? simple(name) : call;
    }

    /** In a sentence. */
    static String of(StackTraceElement standing) {
        StackTraceElement e = OnStack.written(standing);
        String method = e.getClassName() + "." + e.getMethodName();
        String written = Whereabouts.written(method);
        String line = e.toString();
        return written.equals(method) ? line : written + " " + line.substring(line.indexOf('('));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
