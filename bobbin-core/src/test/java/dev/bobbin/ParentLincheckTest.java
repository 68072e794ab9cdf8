package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Children that come, and depart two at a time. How many live, and that who waits for the last is told, are asked for in scenarios of their own: a count of
 * none may be seen a moment before the waiter is told.
 */
class ParentLincheckTest {
    @Test
    void count_stressed_isLinearizable() {
        Lincheck.stress(Counted.class);
    }

    @Test
    void count_modelChecked_isLinearizable() {
        Lincheck.check(Counted.class);
    }

    @Test
    void waiter_stressed_isLinearizable() {
        Lincheck.stress(Awaited.class);
    }

    /** More orders of less: whoever waits and the last one may miss each other by an instruction. */
    @Test
    void waiter_modelChecked_isLinearizable() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(1000)
                .threads(2)
                .actorsBefore(3)
                .actorsPerThread(2)
                .actorsAfter(1)
                .check(Awaited.class);
    }

    @Test
    void waiterForFour_modelChecked_isToldOnce() {
        Lincheck.checkAtOnce(Last.class);
    }

    /** Each thread ends children of its own. */
    private static class Members {
        final Family family = new Family(2);
        private final Deque<Task<?>>[] own = own();

        @SuppressWarnings("unchecked")
        private static Deque<Task<?>>[] own() {
            Deque<Task<?>>[] own = new Deque[8];
            for (int i = 0; i < own.length; i++) {
                own[i] = new ArrayDeque<>();
            }
            return own;
        }

        void spawns(int thread) {
            own[thread].add(family.child());
        }

        boolean ends(int thread) {
            return goes(thread, family::end);
        }

        boolean fails(int thread) {
            return goes(thread, family::fail);
        }

        /** Up to three, on a thread that has them leave together. */
        int endTogether(int thread) {
            Context context = Context.catchingUp("a thread");
            int n = 0;
            while (n < 3 && goes(thread, child -> family.end(child, context))) {
                n++;
            }
            context.catchUp();
            return n;
        }

        private boolean goes(int thread, Consumer<Task<?>> how) {
            Task<?> child = own[thread].poll();
            if (child != null) {
                how.accept(child);
            }
            return child != null;
        }
    }

    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Counted {
        private final Members members = new Members();

        @Operation
        public void spawn(@Param(name = "thread") int thread) {
            members.spawns(thread);
        }

        @Operation
        public boolean end(@Param(name = "thread") int thread) {
            return members.ends(thread);
        }

        @Operation
        public int endTogether(@Param(name = "thread") int thread) {
            return members.endTogether(thread);
        }

        @Operation
        public boolean fail(@Param(name = "thread") int thread) {
            return members.fails(thread);
        }

        @Operation
        public int count() {
            return members.family.count();
        }
    }

    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Awaited {
        private final Members members = new Members();
        private final Family.Waiter waiter = new Family.Waiter();
        private boolean waits; // of the one that waits

        @Operation
        public void spawn(@Param(name = "thread") int thread) {
            members.spawns(thread);
        }

        @Operation
        public boolean end(@Param(name = "thread") int thread) {
            return members.ends(thread);
        }

        @Operation
        public int endTogether(@Param(name = "thread") int thread) {
            return members.endTogether(thread);
        }

        @Operation
        public boolean fail(@Param(name = "thread") int thread) {
            return members.fails(thread);
        }

        @Operation(nonParallelGroup = "waiter")
        public boolean await() {
            waits = waits || members.family.awaitQuiet(waiter, waiter);
            return waits;
        }

        @Operation(nonParallelGroup = "waiter")
        public int look() {
            return waiter.told.get();
        }
    }

    /** Four live, two of the last thread, and are waited for. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Last {
        private final Members members = new Members();
        private final Family.Waiter waiter = new Family.Waiter();

        /** Who waits has come before. */
        public Last() {
            for (int thread = 1; thread <= 3; thread++) {
                members.spawns(thread);
            }
            members.spawns(3);
            members.family.awaitQuiet(waiter, waiter);
        }

        @Operation
        public boolean end(@Param(name = "thread") int thread) {
            return members.ends(thread);
        }

        @Operation
        public int endTogether(@Param(name = "thread") int thread) {
            return members.endTogether(thread);
        }

        @Operation
        public boolean fail(@Param(name = "thread") int thread) {
            return members.fails(thread);
        }

        @Operation(nonParallelGroup = "waiter")
        public int look() {
            return waiter.told.get();
        }
    }
}
