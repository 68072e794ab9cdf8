package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.WokenBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks wait for which, as they do at the moment: found by walking through the scopes, while the tasks go on. See
 * docs/adr/0009-who-waits-for-whom.md.
 *
 * <p>A task is in it if it waits for other tasks and cannot go on unless they do: for one that it awaits or that holds a lock, the only
 * one that has used the other end of a channel, or all those of a scope. What can be ended by anything else (a sleep, a socket, a
 * select, what has a time limit) is left out, and so is what waits for somebody left out: what remains has a circle in it.
 *
 * <p>Nobody is stopped for it, so what was read first may be over when the last is: a {@link Circle} is true only if all its tasks are
 * found in the same parks {@linkplain Circle#lasts afterwards}. Belongs to one thread.
 */
final class WaitGraph {
    /** Children read under one hold of a scope's monitor. */
    private static final int CHUNK = 256;
    /** How often those of one scope may leave so fast that the walk loses its place. */
    private static final int PATIENCE = 3;
    /** Of all those that sleep. */
    private static final int SHOWN = 20;

    private final Map<Task<?>, Node> nodes = new IdentityHashMap<>();
    private final ArrayDeque<Children> ahead = new ArrayDeque<>();
    private @Nullable Children here;
    private final List<Wait> asleep = new ArrayList<>();
    private int tasks;
    private int scopes;
    private int parked;
    private WokenBy wokenBy = WokenBy.TASKS;

    WaitGraph(Scope root) {
        ahead.add(new Children(root, false));
    }

    /** Goes on with the walk for a while; false once it is over. */
    boolean walk() {
        Children children = here;
        if (children == null) {
            children = ahead.poll();
            if (children == null) {
                return false;
            }
            here = children;
            scopes++;
        }
        int read = children.read();
        for (int i = 0; i < read; i++) {
            look(children.chunk[i], children);
        }
        if (read == 0) {
            here = null;
        }
        return true;
    }

    /** How many tasks and scopes the walk has come by. */
    long steps() {
        return (long) tasks + scopes;
    }

    /** How many tasks were found to wait for others. */
    int waiting() {
        return nodes.size();
    }

    private void look(Task<?> task, Children in) {
        tasks++;
        Scope limited = null; // the outermost with a limit: that ends what is inside, and what the task waits for
        for (Scope open = task.openScope(); open != null; open = open.enclosing()) {
            limited = open.hasLimit() ? open : limited;
        }
        boolean mayEndEarly = in.mayEndEarly || limited != null;
        for (Scope open = task.openScope(); open != null; open = open.enclosing()) {
            ahead.add(new Children(open, mayEndEarly));
            mayEndEarly &= in.mayEndEarly || open != limited;
        }
        int park = task.park();
        Awaitable source = park == 0 ? null : task.source(park);
        WokenBy by = source == null ? WokenBy.SYSTEM : wokenBy(source);
        if (by.compareTo(wokenBy) > 0) {
            wokenBy = by;
        }
        if (source == null) {
            return;
        }
        parked++;
        if (asleep.size() < SHOWN) {
            asleep.add(new Wait(task, park, source, null));
        }
        if (by != WokenBy.TASKS || in.mayEndEarly || limited != null) {
            return;
        }
        Scope joined = Join.scopeOf(source);
        Task<?> waker = joined == null && source instanceof Async<?> async ? async.waker() : null;
        if (joined != null || waker != null && waker.park() != 0) {
            nodes.put(task, new Node(task, park, source, in.scope, joined, waker));
        }
    }

    /** Who has to do what a task waits for; that there may be a time limit, too, does not count. */
    static WokenBy wokenBy(Awaitable source) {
        if (source instanceof Select<?> select) {
            return select.wokenBy();
        }
        if (source instanceof Asleep) {
            return WokenBy.TIME;
        }
        if (source instanceof Promise) {
            return WokenBy.CALLBACKS;
        }
        return source instanceof Task
                        || source instanceof Queued
                        || source instanceof Scope
                        || source instanceof Join
                        || source instanceof Ended
                        || source instanceof Group
                        || source instanceof Condition.Wait
                ? WokenBy.TASKS
                : WokenBy.SYSTEM;
    }

    /** After the walk: of all waits. */
    WokenBy wokenBy() {
        return wokenBy;
    }

    /** After the walk, for people: what each task waits for, of very many some. */
    String waits() {
        StringBuilder text = new StringBuilder();
        asleep.forEach(text::append);
        return more(text, parked - asleep.size()).toString();
    }

    private static StringBuilder more(StringBuilder text, int others) {
        return others == 0
                ? text
                : text.append(System.lineSeparator()).append(others).append(" more");
    }

    /** After the walk: that there are tasks, and all of them were found to wait for tasks; null if there are none, or one was not. */
    @Nullable
    Silence silence() {
        return wokenBy != WokenBy.TASKS || tasks == 0 ? null : new Silence(tasks, asleep);
    }

    /** After the walk: each circle once, and of circles that share tasks one. */
    List<Circle> circles() {
        link();
        prune();
        List<Circle> circles = new ArrayList<>();
        Set<Node> seen = new HashSet<>(); // nodes have their identity
        for (Node start : nodes.values()) {
            if (start.left == 0 || seen.contains(start)) {
                continue;
            }
            List<Node> path = new ArrayList<>();
            Node at = start;
            while (seen.add(at)) {
                path.add(at);
                at = at.first();
            }
            int begin = path.indexOf(at); // -1 if this leads to a circle found before
            if (begin >= 0) {
                circles.add(circle(path.subList(begin, path.size())));
            }
        }
        return circles;
    }

    private void link() {
        for (Node node : nodes.values()) {
            Node waker = node.waker == null ? null : nodes.get(node.waker);
            if (waker != null) {
                edge(node, waker);
            }
            Task<?> body = node.in.body();
            Node joiner = body == null ? null : nodes.get(body);
            if (joiner != null && joiner.joined == node.in) {
                edge(joiner, node);
            }
        }
    }

    private static void edge(Node from, Node to) {
        from.waitsFor.add(to);
        from.left++;
        to.waitedForBy.add(from);
    }

    /** Leaves those that wait for somebody who waits for somebody, and so on. */
    private void prune() {
        ArrayDeque<Node> free = new ArrayDeque<>();
        for (Node node : nodes.values()) {
            if (node.left == 0) {
                free.add(node);
            }
        }
        for (Node node = free.poll(); node != null; node = free.poll()) {
            for (Node waiting : node.waitedForBy) {
                if (--waiting.left == 0) {
                    free.add(waiting);
                }
            }
        }
    }

    private static Circle circle(List<Node> nodes) {
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            waits.add(new Wait(node.task, node.park, node.source, nodes.get((i + 1) % nodes.size()).task));
        }
        return new Circle(waits);
    }

    /** The children of a scope, some at a time. */
    private static final class Children {
        final Scope scope;
        final boolean mayEndEarly;
        Task<?>[] chunk = {};
        private int last = -1;
        private int begun;

        Children(Scope scope, boolean mayEndEarly) {
            this.scope = scope;
            this.mayEndEarly = mayEndEarly || scope.mayEndEarly();
        }

        /** How many more there are in {@link #chunk}. */
        int read() {
            if (chunk.length == 0) {
                chunk = new Task<?>[CHUNK];
            }
            int read = -1;
            for (int i = last; i >= 0 && read < 0; i--) { // from the last one that is still there
                read = scope.children(chunk[i], chunk);
            }
            if (read < 0) {
                read = begun++ < PATIENCE ? scope.children(null, chunk) : 0;
            }
            last = read - 1;
            return read;
        }
    }

    private static final class Node {
        final Task<?> task;
        final int park;
        final Awaitable source;
        final Scope in;
        final @Nullable Scope joined;
        final @Nullable Task<?> waker;
        final List<Node> waitsFor = new ArrayList<>(1);
        final List<Node> waitedForBy = new ArrayList<>(1);

        /** How many of those it waits for wait themselves. */
        int left;

        Node(Task<?> task, int park, Awaitable source, Scope in, @Nullable Scope joined, @Nullable Task<?> waker) {
            this.task = task;
            this.park = park;
            this.source = source;
            this.in = in;
            this.joined = joined;
            this.waker = waker;
        }

        /** One of {@link #left}. */
        Node first() {
            for (Node node : waitsFor) {
                if (node.left > 0) {
                    return node;
                }
            }
            throw new IllegalStateException(task.name() + " waits for nobody");
        }
    }

    /** One task that waits, and the one of the circle that would have to go on first, if there is a circle. */
    private record Wait(
            Task<?> task,
            int park,
            Awaitable source,
            @Nullable Task<?> waker) {
        boolean lasts() {
            return task.source(park) == source
                    && (waker == null
                            || Join.scopeOf(source) != null
                            || source instanceof Async<?> async && async.waker() == waker);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(System.lineSeparator());
            text.append(task.name()).append(" waits for ").append(describe());
            List<StackTraceElement> standing = task.ownStackTrace();
            if (standing.isEmpty()) { // a part of a group, say: where that is awaited
                standing = task.stackTrace();
            }
            for (StackTraceElement element : standing) {
                text.append(System.lineSeparator()).append("\tat ").append(element);
            }
            return text.toString();
        }

        boolean isForPermit() {
            return source instanceof Acquiring || source instanceof Condition.Wait;
        }

        boolean isAtChannel() {
            return source instanceof Queued && !isForPermit();
        }

        private String describe() {
            String scope = Join.nameOf(source);
            if (waker == null) {
                return scope != null
                        ? scope
                        : source instanceof Task<?> task
                                ? task.name()
                                : source instanceof Once
                                        ? Abi.what(source)
                                        : source + (source instanceof Queued<?> queued ? queued.identity() : "");
            }
            return source instanceof Async<?> async && scope == null
                    ? async.waitedFor(waker)
                    : scope + ", in which " + waker.name() + " runs";
        }
    }

    /** All tasks wait, and for tasks: of so many, these are some. */
    record Silence(int tasks, List<Wait> waits) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            text.append(tasks == 1 ? "The only task waits" : "All " + tasks + " tasks wait")
                    .append(
                            ", and for ever, unless a shutdown hook wakes one: nothing else of the program runs, and no timer is pending.");
            waits.forEach(text::append);
            return more(text, tasks - waits.size()).toString();
        }
    }

    /** Tasks each of which waits for the next, and the last for the first. */
    record Circle(List<Wait> waits) {
        /** Whether they all wait still, as they did when they were found: if so, they did so at the same time. */
        boolean lasts() {
            for (Wait wait : waits) {
                if (!wait.lasts()) {
                    return false;
                }
            }
            return true;
        }

        boolean has(Task<?> task) {
            return waits.stream().anyMatch(wait -> wait.task == task);
        }

        /** Whether a task is in both. */
        boolean touches(Circle other) {
            return waits.stream().anyMatch(wait -> other.has(wait.task));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            if (waits.size() == 1) {
                text.append("A task waits for itself, until it is cancelled");
            } else {
                text.append(waits.size()).append(" tasks wait for each other in a circle, until one is cancelled");
            }
            boolean locks = waits.stream().anyMatch(Wait::isForPermit);
            boolean channels = waits.stream().anyMatch(Wait::isAtChannel);
            if (locks || channels) { // of which it is not known who else may
                text.append(" or somebody else ")
                        .append(locks ? "releases one of the locks" : "")
                        .append(locks && channels ? ", or " : "")
                        .append(channels ? "uses or closes one of the channels" : "");
            }
            text.append(':');
            waits.forEach(text::append);
            return text.toString();
        }
    }
}
