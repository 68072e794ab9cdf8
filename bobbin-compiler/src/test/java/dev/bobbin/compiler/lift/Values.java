package dev.bobbin.compiler.lift;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Arguments at random. The same seed gives equal values, and no two calls give the same mutable object: so the plain method
 * and the coroutine each get their own.
 */
final class Values {
    private static final Object[] BOXES = {'a', 'Z', 3, 70, 5L, 2.5, 1.5f, (byte) 7, (short) 9, true};

    private final LiftedWorld world;
    private final Producers producers;
    private final Platform platform;
    private final String[] strings;
    private final boolean wide;
    private final SplittableRandom random;

    /** @param wide whether numbers are as large as there are */
    Values(LiftedWorld world, Producers producers, String[] strings, boolean wide, long seed) {
        this.world = world;
        this.producers = producers;
        this.strings = strings;
        this.wide = wide;
        this.random = new SplittableRandom(seed);
        this.platform = new Platform(this, random);
    }

    SplittableRandom random() {
        return random;
    }

    Object[] arguments(Class<?>[] types, int depth) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = of(types[i], depth);
        }
        return values;
    }

    /** Null where the type is none that is known, and sometimes elsewhere. */
    Object of(Class<?> type, int depth) {
        if (type.isPrimitive()) {
            return primitive(type);
        }
        if (random.nextInt(24) == 0) {
            return null;
        }
        if (type == String.class || type == CharSequence.class) {
            return string();
        }
        if (type == Object.class || type == Comparable.class || type == java.io.Serializable.class) {
            return random.nextInt(8) == 0 ? BOXES[random.nextInt(BOXES.length)] : string();
        }
        if (type.isArray()) {
            return array(type.getComponentType(), depth);
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants.length == 0 ? null : constants[random.nextInt(constants.length)];
        }
        Object known = platform.of(type);
        if (known != null) {
            return known;
        }
        Object produced = producers.of(type, this, depth);
        return produced == null && isFunctional(type) ? function(type) : produced;
    }

    String string() {
        String s = strings[random.nextInt(strings.length)];
        return switch (random.nextInt(8)) {
            case 0 -> s + strings[random.nextInt(strings.length)];
            case 1 -> s.substring(random.nextInt(s.length() + 1));
            default -> s;
        };
    }

    int small() {
        return random.nextInt(9) == 0 ? random.nextInt(-3, 60) : random.nextInt(-1, 8);
    }

    Object primitive(Class<?> type) {
        if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == char.class) {
            return "abc xyzAZ019,.-_/\n\u00e9\ud801".charAt(random.nextInt(20));
        } else if (type == byte.class) {
            return (byte) number();
        } else if (type == short.class) {
            return (short) number();
        } else if (type == int.class) {
            return (int) number();
        } else if (type == long.class) {
            return number();
        } else if (type == float.class) {
            return (float) fraction();
        } else if (type == double.class) {
            return fraction();
        }
        return null;
    }

    private long number() {
        if (!wide || random.nextInt(3) != 0) {
            return small();
        }
        long limit = random.nextBoolean() ? Long.MAX_VALUE : Integer.MAX_VALUE;
        return switch (random.nextInt(4)) {
            case 0 -> limit - random.nextInt(3);
            case 1 -> -limit + random.nextInt(-1, 2);
            default -> random.nextLong(-limit, limit);
        };
    }

    private double fraction() {
        double[] special = {0.0, -0.0, 1.0, 0.1, Double.NaN, 1e10, -2.5, Double.POSITIVE_INFINITY, 1e-7, 123456.789};
        return random.nextBoolean() ? special[random.nextInt(special.length)] : small() / 4.0;
    }

    private Object array(Class<?> component, int depth) {
        if (depth > 2) {
            return Array.newInstance(component, 0);
        }
        Object array = Array.newInstance(component, random.nextInt(component.isArray() ? 4 : 12));
        for (int i = 0; i < Array.getLength(array); i++) {
            Object element = of(component, depth + 1);
            if (element != null || !component.isPrimitive()) {
                Array.set(array, i, element);
            }
        }
        return array;
    }

    List<Object> list() {
        List<Object> list = new ArrayList<>();
        int n = random.nextInt(7);
        for (int i = 0; i < n; i++) {
            list.add(random.nextInt(40) == 0 ? (Object) 7 : string());
        }
        return list;
    }

    private static boolean isFunctional(Class<?> type) {
        return type.isInterface()
                && Modifier.isPublic(type.getModifiers())
                && !type.isSealed()
                && Arrays.stream(type.getMethods())
                                .filter(m -> Modifier.isAbstract(m.getModifiers()) && !isOfObject(m))
                                .count()
                        == 1;
    }

    private static boolean isOfObject(Method method) {
        return method.getName().matches("equals|hashCode|toString");
    }

    /** A function whose results depend on its arguments, and on nothing else. */
    private Object function(Class<?> type) {
        ClassLoader loader = world.owns(type) ? world : ClassLoader.getSystemClassLoader();
        int salt = random.nextInt(5);
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isOfObject(method)) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    default -> type.getSimpleName();
                };
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return result(method.getReturnType(), arguments == null ? new Object[0] : arguments, salt);
        };
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler);
    }

    private static Object result(Class<?> type, Object[] arguments, int salt) {
        int hash = salt;
        for (Object argument : arguments) {
            if (argument instanceof String || argument instanceof Number || argument instanceof Character) {
                hash = hash * 7 + argument.hashCode();
            }
        }
        if (type == boolean.class || type == Boolean.class) {
            return (hash & 1) == 0;
        } else if (type == int.class || type == Integer.class) {
            return hash % 5;
        } else if (type == long.class || type == Long.class) {
            return (long) hash % 5;
        } else if (type == double.class || type == Double.class) {
            return hash / 2.0;
        } else if (type == String.class) {
            return "f" + hash;
        } else if (type == BigInteger.class || type == BigDecimal.class || type.isPrimitive()) {
            return null;
        }
        return arguments.length > 0 && type.isInstance(arguments[0]) ? arguments[0] : null;
    }
}
