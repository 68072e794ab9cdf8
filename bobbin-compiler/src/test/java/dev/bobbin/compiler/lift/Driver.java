package dev.bobbin.compiler.lift;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Plays with all of a library that can be called, and compares. */
final class Driver {
    /** Played alike, plainly and at each pace. */
    private interface Scene {
        List<Play.Event> play(Play.Pace pace);
    }

    /** A call that gave something else as a coroutine; those before it in its scene were equal. */
    record Failure(String owner, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static final int ROUNDS = Integer.getInteger("lift.rounds", 1);

    /** Of each static method. */
    private static final int CALLS = 3 * ROUNDS;

    /** Of each class; more where there are few. */
    private static final int OBJECTS = 4 * ROUNDS;

    private static final int ALL_OBJECTS = 400 * ROUNDS;
    private static final int REPLAYS = 4;

    private final LiftedWorld world;
    private final Play play;
    private final List<Class<?>> types = new ArrayList<>();
    private final SortedSet<String> unstable = new TreeSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private final long seed;
    private int calls;
    private int scenes;

    Driver(Library library, LiftedWorld world, long seed) {
        this.world = world;
        this.seed = seed;
        for (String name : library.driven()) {
            try {
                Class<?> type = Class.forName(name.replace('/', '.'), false, world);
                if (Modifier.isPublic(type.getModifiers())) {
                    Class.forName(type.getName(), true, world);
                    types.add(type);
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            } catch (VerifyError | ClassFormatError e) { // has the plain methods, too, so nothing could be compared
                throw e;
            } catch (LinkageError e) { // needs what only the JDK's own classes may use
                unstable.add(name + ": " + e);
            }
        }
        this.play = new Play(library, world, new Producers(types));
    }

    /** What did not give the same answer twice when played plainly. */
    SortedSet<String> unstable() {
        return unstable;
    }

    List<Failure> failures() {
        return failures;
    }

    int calls() {
        return calls;
    }

    String current() {
        return play.current();
    }

    /** Plainly, and at each pace. */
    void compare() {
        scenes(this::compare);
    }

    private void scenes(Consumer<Scene> each) {
        for (Class<?> type : types) {
            for (Method method : staticMethods(type)) {
                for (int i = 0; i < CALLS; i++) {
                    long s = seed * 1_000_003 + method.toString().hashCode() * 31L + i;
                    each.accept(pace -> play.once(method, s, pace));
                }
            }
            for (int i = 0; i < Math.max(OBJECTS, ALL_OBJECTS / types.size()); i++) {
                long s = seed * 1_000_003 + type.getName().hashCode() * 31L + i;
                each.accept(pace -> play.onObject(type, s, pace));
            }
        }
    }

    private List<Method> staticMethods(Class<?> type) {
        List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
                .filter(play::isOfLibrary)
                .sorted(Comparator.comparing(Method::toString)) // reflection has no order of its own
                .toList();
        methods.forEach(m -> m.setAccessible(true));
        return methods;
    }

    private void compare(Scene scene) {
        List<Play.Event> expected = scene.play(null);
        calls += expected.size();
        Rhythm.Mode other = scenes++ % 2 == 0 ? Rhythm.Mode.RANDOM : Rhythm.Mode.NEVER;
        for (Rhythm.Mode mode : List.of(Rhythm.Mode.ALWAYS, other)) {
            Play.Pace pace = new Play.Pace(mode, seed);
            List<Play.Event> actual = scene.play(pace);
            int at = mismatch(expected, actual);
            if (at < 0) {
                continue;
            }
            if (isUnstable(scene, pace, expected, at)) {
                unstable.add(expected.get(at).method().toString());
            } else {
                fail(mode, expected, actual, at);
            }
            return;
        }
    }

    /**
     * Whether it found the end of the stack, which is nearer to some than to others, or does not even equal itself, plainly
     * or as coroutines: the JDK has caches that many share and that memory pressure empties (what a currency is called, for
     * one), so a call may find one empty by chance and fill it for those that come to look.
     */
    private static boolean isUnstable(Scene scene, Play.Pace pace, List<Play.Event> expected, int at) {
        if (at < expected.size() && expected.get(at).text().contains("throws java.lang.StackOverflowError")) {
            return true;
        }
        for (int i = 0; i < REPLAYS; i++) {
            int plain = mismatch(expected, scene.play(null));
            if (plain >= 0 && plain <= at || mismatch(expected, scene.play(pace)) != at) {
                return true;
            }
        }
        return false;
    }

    private static int mismatch(List<Play.Event> expected, List<Play.Event> actual) {
        for (int i = 0; i < expected.size() && i < actual.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return i;
            }
        }
        return expected.size() == actual.size() ? -1 : Math.min(expected.size(), actual.size());
    }

    private void fail(Rhythm.Mode mode, List<Play.Event> expected, List<Play.Event> actual, int at) {
        Play.Event event = expected.get(Math.min(at, expected.size() - 1));
        String owner = event.method().getDeclaringClass().getName();
        LiftedMethod lifted = world.of(event.method());
        failures.add(new Failure(
                owner,
                mode + ", seed " + seed + ": " + event.method()
                        + (lifted == null ? ", not lifted" : ", as " + lifted.liftedName())
                        + ", call " + (at + 1) + " of its scene"
                        + "\n  plain:  " + textAt(expected, at)
                        + "\n  lifted: " + textAt(actual, at)));
    }

    private static String textAt(List<Play.Event> events, int at) {
        return at < events.size() ? events.get(at).text() : "nothing more is called";
    }
}
