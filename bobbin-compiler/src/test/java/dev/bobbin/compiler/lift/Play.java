package dev.bobbin.compiler.lift;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Calls of a library's methods that depend on a seed alone: plain, or as coroutines. */
final class Play {
    /** @param text the arguments, what came of the call, and what was done to arguments and receiver */
    record Event(Method method, String text) {}

    /** Null: the plain methods. */
    record Pace(Rhythm.Mode mode, long seed) {}

    private static final int OPERATIONS = 14;

    /** Those that have another answer each time, or take all the time or memory there is. */
    private static final Pattern LEFT_OUT =
            Pattern.compile(".*\\.(shuffle|randomUUID|identity.*|getInstance|ensureCapacity|toScaledBigDecimal)|"
                    + "DecimalFormat\\.toPattern|BigIntegerMath\\.factorial");

    private final Library library;
    private final LiftedWorld world;
    private final Producers producers;
    private final String[] strings;
    private final Map<Class<?>, List<Method>> operations = new HashMap<>();
    private final Scheduler scheduler = Scheduler.single();
    private volatile String current = "nothing";

    Play(Library library, LiftedWorld world, Producers producers) {
        this.library = library;
        this.world = world;
        this.producers = producers;
        this.strings = Texts.of(library);
    }

    /** For who asks why it takes so long. */
    String current() {
        return current;
    }

    List<Event> once(Method method, long seed, Pace pace) {
        List<Event> events = new ArrayList<>();
        Values values = values(method.getDeclaringClass(), seed);
        call(method, null, values, pace, events);
        return events;
    }

    /** Operations on an object of the class, and on what they return. */
    List<Event> onObject(Class<?> type, long seed, Pace pace) {
        List<Event> events = new ArrayList<>();
        Values values = values(type, seed);
        Object first = producers.of(type, values, 0);
        Object receiver = first;
        for (int i = 0; i < OPERATIONS && receiver != null; i++) {
            List<Method> methods = operations.computeIfAbsent(receiver.getClass(), this::operations);
            if (methods.isEmpty()) {
                break;
            }
            SplittableRandom random = values.random();
            Method added = i == 0 ? Constructed.again(receiver) : null;
            Method method = added == null ? methods.get(random.nextInt(methods.size())) : added;
            Object result = call(method, receiver, values, pace, events);
            boolean goOn = random.nextInt(3) == 0;
            boolean back = random.nextInt(3) == 0;
            if (goOn && result != null && world.owns(result.getClass())) {
                receiver = result;
            } else if (back) {
                receiver = first;
            }
        }
        return events;
    }

    private Values values(Class<?> type, long seed) {
        boolean wide = library.wide().test(type.getName().replace('.', '/'));
        return new Values(world, producers, strings, wide, seed);
    }

    private List<Method> operations(Class<?> type) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(m -> !Modifier.isStatic(m.getModifiers()) && !m.isBridge() && isOfLibrary(m))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        methods.forEach(m -> m.setAccessible(true));
        return methods;
    }

    /** Not made by Bobbin, nor by the JVM. */
    boolean isOfLibrary(Method method) {
        return world.owns(method.getDeclaringClass())
                && !method.getName().contains("$")
                && !method.isSynthetic()
                && !LEFT_OUT.matcher(readable(method)).matches();
    }

    private static String readable(Executable member) {
        return member.getDeclaringClass().getSimpleName() + "." + member.getName();
    }

    private Object call(Method method, Object receiver, Values values, Pace pace, List<Event> events) {
        Object[] arguments = values.arguments(method.getParameterTypes(), 0);
        String before = Rendering.of(world, arguments);
        current = method + " " + before;
        Object result = null;
        String outcome;
        try {
            result = invoke(method, receiver, arguments, pace);
            outcome = Rendering.of(world, result);
        } catch (Throwable t) { // what the method throws is its outcome
            outcome = Rendering.failure(t);
        }
        String after = Rendering.of(world, arguments);
        String text = before + " -> " + outcome + (after.equals(before) ? "" : ", arguments " + after)
                + (receiver == null ? "" : ", of " + Rendering.of(world, receiver));
        events.add(new Event(method, text));
        return result;
    }

    private Object invoke(Method method, Object receiver, Object[] arguments, Pace pace) throws Throwable {
        Method coroutine = pace == null ? null : world.coroutineOf(method);
        try {
            if (coroutine == null) {
                return method.invoke(receiver, arguments);
            }
            Rhythm.current().begin(pace.mode(), pace.seed());
            return scheduler.run(() -> (Async<?>) coroutine.invoke(receiver, arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
