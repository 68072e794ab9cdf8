package dev.bobbin.test;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The tasks that are ready, and which of them is next. Belongs to the thread that runs them. */
abstract class Order {
    abstract void add(Awaitable task);

    /** Takes the next one; null if there is none. */
    abstract @Nullable Awaitable next();

    abstract int size();

    /** How many operations go ahead in the turn of the task that was taken last. */
    abstract int operations();

    /** First come, first served, as in {@code Scheduler.single()}. */
    static final class AsTheyCome extends Order {
        private final Ring<Awaitable> ready = new Ring<>();

        @Override
        void add(Awaitable task) {
            ready.addLast(task);
        }

        @Override
        @Nullable
        Awaitable next() {
            return ready.pollFirst();
        }

        @Override
        int size() {
            return ready.size();
        }

        @Override
        int operations() {
            return Context.TURN;
        }
    }

    /**
     * Any of those that are ready, with the same chance each; but with most seeds a task is held back now and then until nothing else is
     * ready, or nothing else but what is held back, too. For some errors one task has to stand still while another does many
     * steps: with equal chances alone that comes up once in two to the power of so many.
     *
     * <p>In the same way operations that need not wait go ahead as always with some seeds; with others they let others go first, mostly or
     * now and then.
     *
     * <p>{@link Random} is specified to the last bit, so a seed means the same order on every JDK.
     */
    static final class Drawn extends Order {
        /** Of 16 tasks that become ready so many are held back. */
        private static final int[] HELD_BACK = {0, 1, 4};
        /** Of 16 turns so many end early. */
        private static final int[] CUT_SHORT = {0, 4, 12};

        private static final int OF = 16;

        /** A turn that ends early does fewer operations. */
        private static final int FEW = 3;

        private final Random random;
        private final int heldBack;
        private final int cutShort;

        /** The ready ones, then those held back, then those that drew that twice. */
        private final List<List<Awaitable>> ready = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        Drawn(long seed) {
            random = new Random(seed);
            random.nextLong(); // the first numbers of seeds that follow each other are alike
            heldBack = HELD_BACK[random.nextInt(HELD_BACK.length)];
            cutShort = CUT_SHORT[random.nextInt(CUT_SHORT.length)];
        }

        @Override
        void add(Awaitable task) {
            int level = 0;
            while (level < ready.size() - 1 && isOne(heldBack)) {
                level++;
            }
            ready.get(level).add(task);
        }

        @Override
        @Nullable
        Awaitable next() {
            for (List<Awaitable> level : ready) {
                int n = level.size();
                if (n > 0) {
                    int i = random.nextInt(n);
                    Awaitable last = level.remove(n - 1);
                    return i == n - 1 ? last : level.set(i, last);
                }
            }
            return null;
        }

        @Override
        int size() {
            int size = 0;
            for (List<Awaitable> level : ready) {
                size += level.size();
            }
            return size;
        }

        @Override
        int operations() {
            return isOne(cutShort) ? 1 + random.nextInt(FEW) : Context.TURN;
        }

        private boolean isOne(int share) {
            return share > 0 && random.nextInt(OF) < share;
        }
    }
}
