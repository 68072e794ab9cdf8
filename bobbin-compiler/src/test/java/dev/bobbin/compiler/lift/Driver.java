package dev.bobbin.compiler.lift;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plays with all of a library that can be called, and compares. */
final class Driver {
    /** Played alike, plainly and at each pace. */
    private interface Scene {
        List<Play.Event> play(Play.Pace pace);
    }

    private static final int CALLS = 6;
    /** Of each class; more where there are few. */
    private static final int OBJECTS = 6;

    private static final int ALL_OBJECTS = 600;
    private static final int REPLAYS = 4;

    private final LiftedWorld world;
    private final Play play;
    private final List<Class<?>> types = new ArrayList<>();
    private final SortedSet<String> unstable = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private final long seed;
    private int calls;

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

    List<String> failures() {
        return failures;
    }

    int calls() {
        return calls;
    }

    String current() {
        return play.current();
    }

    /** Plainly only: for the sake of what runs. */
    void rehearse() {
        scenes(scene -> scene.play(null));
    }

    /** Plainly, and at each pace. */
    void compare() {
        scenes(this::compare);
    }

    private void scenes(java.util.function.Consumer<Scene> each) {
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
        for (Rhythm.Mode mode : Rhythm.Mode.values()) {
            List<Play.Event> actual = scene.play(new Play.Pace(mode, seed));
            int at = mismatch(expected, actual);
            if (at < 0) {
                continue;
            }
            if (isUnstable(scene, expected, at)) {
                unstable.add(expected.get(at).method().toString());
            } else if (at < expected.size() && at < actual.size()) {
                fail(mode, expected.get(at), actual.get(at));
            } else {
                failures.add(mode + ": after " + expected.get(expected.size() - 1) + " it ends");
            }
            return;
        }
    }

    /** Whether it does not even equal itself. */
    private static boolean isUnstable(Scene scene, List<Play.Event> expected, int at) {
        for (int i = 0; i < REPLAYS; i++) {
            int again = mismatch(expected, scene.play(null));
            if (again >= 0 && again <= at) {
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

    private void fail(Rhythm.Mode mode, Play.Event expected, Play.Event actual) {
        failures.add(mode + ", seed " + seed + ": " + world.of(expected.method()) + "\n  plain:  "
                + expected.text() + "\n  lifted: " + actual.text());
    }
}
