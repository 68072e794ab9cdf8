package dev.bobbin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;

/**
 * What the operations of {@link SelectLincheckTest} may come to, one after the other, in lists. Lincheck's own verifier wants to be
 * told one outcome; a select may take any event that is ready, so this tries them all.
 *
 * <p>Each operation takes effect in one step, with two exceptions. A select that has to wait may be served before it has said so. And
 * {@code close} closes, and then tells the receivers that wait, one at a time. Who is served by an operation may find that out at once,
 * or only when that has ended.
 */
public final class SelectModel extends CachedVerifier {
    private final int[] room;

    public SelectModel(Class<?> test) {
        room = test == SelectLincheckTest.Receives.class || test == SelectLincheckTest.Attempts.class
                ? new int[] {1, 1}
                : new int[] {0, 1};
    }

    @Override
    public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult result) {
        List<List<Actor>> threads = scenario.getThreads();
        return new Search(threads, result.getThreadsResultsWithClock()).isPossible(new State(room, threads.size()));
    }

    private record Arm(int channel, boolean sends, int element) {}

    private record Waiter(int task, List<Arm> arms) {}

    /** @param by the thread whose operation has served it, until that has ended; -1 after that */
    private record Served(int task, String outcome, int by) {}

    private static Arm receive(int channel) {
        return new Arm(channel, false, 0);
    }

    private static Arm send(int channel, int element) {
        return new Arm(channel, true, element);
    }

    /** Two channels, who waits at them in the order in which they came, who has been served; and how far each thread is. */
    private static final class State {
        private final int[] room;
        private final List<List<Integer>> buffers = List.of(new ArrayList<>(), new ArrayList<>());
        private final boolean[] closed = new boolean[2];
        private final List<Waiter> waiting = new ArrayList<>();
        private final List<Served> served = new ArrayList<>();

        final int[] done;
        /** Of each thread what the operation that has begun says, if that is certain. */
        final String[] saying;

        final boolean[] begun;

        State(int[] room, int threads) {
            this.room = room;
            done = new int[threads];
            saying = new String[threads];
            begun = new boolean[threads];
        }

        State(State other) {
            room = other.room;
            for (int c = 0; c < 2; c++) {
                buffers.get(c).addAll(other.buffers.get(c));
                closed[c] = other.closed[c];
            }
            waiting.addAll(other.waiting);
            served.addAll(other.served);
            done = other.done.clone();
            saying = other.saying.clone();
            begun = other.begun.clone();
        }

        /** What this arm comes to now, or null if it has to wait, which changes nothing. */
        String take(Arm arm, int by) {
            return arm.sends ? takeSend(arm.channel, arm.element, by) : takeReceive(arm.channel, by);
        }

        private String takeSend(int channel, int element, int by) {
            if (closed[channel]) {
                return Stepped.CLOSED;
            }
            if (serveFirst(channel, false, channel + " gave " + element, by) == null) {
                if (buffers.get(channel).size() == room[channel]) {
                    return null;
                }
                buffers.get(channel).add(element);
            }
            return "sent to " + channel;
        }

        private String takeReceive(int channel, int by) {
            Arm sender = serveFirst(channel, true, "sent to " + channel, by);
            if (sender != null) {
                buffers.get(channel).add(sender.element);
            }
            if (buffers.get(channel).isEmpty()) {
                return closed[channel] ? Stepped.CLOSED : null;
            }
            return channel + " gave " + buffers.get(channel).remove(0);
        }

        /** Who has waited longest to send or receive there gets this, and waits no longer. */
        Arm serveFirst(int channel, boolean sends, String outcome, int by) {
            for (Waiter w : waiting) {
                for (Arm arm : w.arms) {
                    if (arm.channel == channel && arm.sends == sends) {
                        waiting.remove(w);
                        served.add(new Served(w.task, outcome, by));
                        return arm;
                    }
                }
            }
            return null;
        }

        boolean isBusy(int task) {
            return waiting.stream().anyMatch(w -> w.task == task) || servedOf(task) != null;
        }

        Served servedOf(int task) {
            return served.stream().filter(s -> s.task == task).findAny().orElse(null);
        }

        boolean serves(int thread) {
            return served.stream().anyMatch(s -> s.by == thread);
        }

        void end(int thread) {
            served.replaceAll(s -> s.by == thread ? new Served(s.task, s.outcome, -1) : s);
            saying[thread] = null;
            begun[thread] = false;
            done[thread]++;
        }

        @Override
        public String toString() {
            return Arrays.toString(done)
                    + Arrays.toString(saying)
                    + Arrays.toString(begun)
                    + buffers
                    + Arrays.toString(closed)
                    + waiting
                    + served;
        }
    }

    private interface Step {
        String outcome(State state);
    }

    /** An order of the steps that gives these results, in which what ended before another began comes before it. */
    private static final class Search {
        private final List<List<Actor>> threads;
        private final List<List<ResultWithClock>> results;
        private final Set<String> tried = new HashSet<>();

        Search(List<List<Actor>> threads, List<List<ResultWithClock>> results) {
            this.threads = threads;
            this.results = results;
        }

        boolean isPossible(State state) {
            boolean over = true;
            for (int t = 0; t < threads.size(); t++) {
                over &= state.done[t] == threads.get(t).size();
            }
            if (over) {
                return true;
            }
            if (!tried.add(state.toString())) {
                return false;
            }
            for (int t = 0; t < threads.size(); t++) {
                if (state.done[t] < threads.get(t).size() && mayGo(state, t) && goes(state, t)) {
                    return true;
                }
            }
            return false;
        }

        private boolean mayGo(State state, int thread) {
            for (int t = 0; t < threads.size(); t++) {
                if (state.done[t]
                        < results.get(thread)
                                .get(state.done[thread])
                                .getClockOnStart()
                                .get(t)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether a next step of this thread leads to the end. */
        private boolean goes(State state, int thread) {
            if (state.saying[thread] != null) {
                State next = new State(state);
                next.end(thread);
                return isPossible(next);
            }
            Actor actor = threads.get(thread).get(state.done[thread]);
            int[] args =
                    actor.getArguments().stream().mapToInt(a -> (Integer) a).toArray();
            String name = actor.getMethod().getName();
            return switch (name) {
                case "trySend" ->
                    says(state, thread, s -> {
                        String outcome = s.take(send(args[0], args[1]), thread);
                        return outcome != null && outcome.startsWith("sent") ? "sent" : "full";
                    });
                case "tryReceive" ->
                    says(state, thread, s -> {
                        String outcome = s.take(receive(args[0]), thread);
                        return outcome != null && outcome.contains("gave ") ? outcome.substring(7) : "empty";
                    });
                case "look" -> looks(state, thread, args[0]);
                case "cancel" -> cancels(state, thread, args[0]);
                case "close" -> closes(state, thread, args[0]);
                default -> selects(state, thread, args[0], arms(name, args), name.endsWith("OrElse"));
            };
        }

        private static List<Arm> arms(String name, int[] args) {
            return switch (name) {
                case "selectReceive", "selectReceiveOrElse" -> List.of(receive(0), receive(1));
                case "selectSendOrReceive", "selectSendOrReceiveOrElse" -> List.of(send(0, args[1]), receive(0));
                case "selectAcross" ->
                    args[0] == 2 ? List.of(receive(0), send(1, args[1])) : List.of(send(0, args[1]), receive(1));
                default -> throw new AssertionError(name);
            };
        }

        private boolean selects(State state, int thread, int task, List<Arm> arms, boolean orElse) {
            if (state.begun[thread]) {
                return looks(state, thread, task);
            }
            if (state.isBusy(task)) {
                return says(state, thread, s -> Stepped.WAITS);
            }
            boolean ready = false;
            for (Arm arm : arms) {
                if (new State(state).take(arm, thread) != null) {
                    ready = true;
                    if (says(state, thread, s -> s.take(arm, thread))) {
                        return true;
                    }
                }
            }
            if (ready) {
                return false;
            }
            if (orElse) {
                return says(state, thread, s -> "else");
            }
            State next = new State(state);
            next.waiting.add(new Waiter(task, arms));
            next.begun[thread] = true;
            return isPossible(next);
        }

        private boolean looks(State state, int thread, int task) {
            Served served = state.servedOf(task);
            if (served == null) {
                return says(state, thread, s -> s.isBusy(task) ? Stepped.WAITS : Stepped.NOTHING);
            }
            return says(state, thread, s -> {
                        s.served.remove(served);
                        return served.outcome;
                    })
                    || served.by >= 0 && says(state, thread, s -> Stepped.WAITS);
        }

        private boolean cancels(State state, int thread, int task) {
            return state.isBusy(task) && state.servedOf(task) == null
                    ? says(state, thread, s -> {
                        s.waiting.removeIf(w -> w.task == task);
                        return Stepped.GAVE_UP;
                    })
                    : looks(state, thread, task);
        }

        private boolean closes(State state, int thread, int channel) {
            State next = new State(state);
            if (!state.begun[thread]) {
                next.closed[channel] = true;
                next.begun[thread] = true;
                return isPossible(next);
            }
            return next.serveFirst(channel, false, Stepped.CLOSED, thread) != null
                    ? isPossible(next)
                    : says(state, thread, s -> "");
        }

        /** The step in which an operation takes effect: is that its outcome, and can the rest follow? */
        private boolean says(State state, int thread, Step step) {
            State next = new State(state);
            String outcome = step.outcome(next);
            if (!(results.get(thread).get(state.done[thread]).getResult() instanceof ValueResult said)
                    || !outcome.equals(said.getValue())) {
                return false;
            }
            if (next.serves(thread)) {
                next.saying[thread] = outcome;
            } else {
                next.end(thread);
            }
            return isPossible(next);
        }
    }
}
