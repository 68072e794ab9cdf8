package dev.bobbin;

import dev.bobbin.spi.DeadlockFinder;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.WokenBy;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the tasks of a scheduler again and again, and reports a circle of waits, once, if it lasts still at the next walk;
 * or that all tasks wait and nobody is left who could wake one.
 *
 * <p>A walk is done in pieces, and rests so much longer than it took that it costs a fiftieth of a thread. What held it up does not
 * count, or a circle would be told late: classes that were loaded, code not compiled yet, threads that had the processor meanwhile,
 * and the log.
 */
final class Deadlocks implements DeadlockFinder {
    private static final long PIECE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int SHARE = 50;

    /** More than a step takes by itself, in nanoseconds. */
    private static final long STEP = 200;

    private final Scope root;
    private final Dispatcher dispatcher;
    private final LongSupplier clock;
    private @Nullable WaitGraph graph;
    private long parks;
    private List<WaitGraph.Circle> suspected = List.of();
    private final List<WaitGraph.Circle> told = new ArrayList<>();

    /** When all tasks were found to wait, with nobody to wake them: the parks by then. */
    private long silentAt = -1;

    private boolean silenceTold;

    Deadlocks(Scope root, Dispatcher dispatcher) {
        this(root, dispatcher, System::nanoTime);
    }

    Deadlocks(Scope root, Dispatcher dispatcher, LongSupplier clock) {
        this.root = root;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Those there are now. */
    static List<WaitGraph.Circle> find(Scope root) {
        WaitGraph graph = new WaitGraph(root);
        while (graph.walk()) {}
        return lasting(graph);
    }

    private static List<WaitGraph.Circle> lasting(WaitGraph graph) {
        return graph.circles().stream().filter(WaitGraph.Circle::lasts).toList();
    }

    @Override
    public WokenBy wokenBy() {
        return walked().wokenBy();
    }

    @Override
    public String waits() {
        return walked().waits();
    }

    private WaitGraph walked() {
        WaitGraph walked = new WaitGraph(root);
        while (walked.walk()) {}
        return walked;
    }

    @Override
    public boolean isDue(long parksNow) {
        return graph != null || parks != parksNow || !suspected.isEmpty() || silentAt == parksNow && !silenceTold;
    }

    @Override
    public long look(long parksNow) {
        WaitGraph walking = graph;
        if (walking == null) {
            if (!isDue(parksNow)) {
                return REST;
            }
            tellSuspected();
            parks = parksNow;
            walking = new WaitGraph(root);
            graph = walking;
        }
        long begin = clock.getAsLong();
        long steps = -walking.steps();
        long nanos = 0;
        boolean more = true;
        while (more && nanos < PIECE) {
            more = walking.walk();
            nanos = clock.getAsLong() - begin;
        }
        steps += walking.steps();
        if (more) {
            return SHARE * Math.min(nanos, STEP * steps);
        }
        graph = null;
        suspect(lasting(walking));
        nanos = clock.getAsLong() - begin;
        tellSilence(walking, parksNow);
        return Math.max(REST, SHARE * Math.min(nanos, STEP * (steps + walking.waiting())));
    }

    /** A silence is told when nobody has parked between two walks that have met it, and no circle explains it. */
    private void tellSilence(WaitGraph walked, long parksNow) {
        WaitGraph.Silence silence = walked.silence();
        if (silence == null || parks != parksNow || !told.isEmpty() || !suspected.isEmpty() || !dispatcher.isAlone()) {
            silentAt = -1;
            silenceTold = false;
        } else if (silentAt != parks) {
            silentAt = parks;
            silenceTold = false;
        } else if (!silenceTold) {
            silenceTold = true;
            System.getLogger("dev.bobbin.deadlock").log(Level.WARNING, silence.toString());
        }
    }

    private void tellSuspected() {
        told.removeIf(circle -> !circle.lasts());
        for (WaitGraph.Circle circle : suspected) {
            if (circle.lasts()) {
                System.getLogger("dev.bobbin.deadlock").log(Level.WARNING, circle.toString());
                told.add(circle);
            }
        }
        suspected = List.of();
    }

    private void suspect(List<WaitGraph.Circle> found) {
        suspected = found.stream()
                .filter(circle -> told.stream().noneMatch(circle::touches))
                .toList();
    }
}
