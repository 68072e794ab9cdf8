package dev.bobbin.abi;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * For one overridable coroutine: the classes whose objects may be asked for its virtual start form. It is asked only if the
 * method that a plain call would run was written by Bobbin's compiler: an override in a class that was never transformed, a
 * proxy or a mock is called by its own name, like any Java method.
 *
 * <p>Thread-safe; a class is looked at once.
 */
public final class Heirs extends ClassValue<Boolean> {
    private final Class<?> virtual;
    private final String method;
    private final String virtualMethod;
    private final String parameters;

    /**
     * @param virtual the interface that declares the virtual start form
     * @param method the coroutine's name
     * @param virtualMethod the virtual start form's
     * @param parameters its descriptor without the result: {@code (ILjava/lang/String;)}
     */
    public Heirs(Class<?> virtual, String method, String virtualMethod, String parameters) {
        this.virtual = virtual;
        this.method = method;
        this.virtualMethod = virtualMethod;
        this.parameters = parameters;
    }

    /** Whether an object of this class has the virtual start form of the method that a call would run. */
    public boolean include(Class<?> receiver) {
        return get(receiver);
    }

    @Override
    protected Boolean computeValue(Class<?> receiver) {
        if (!virtual.isAssignableFrom(receiver)) {
            return false;
        }
        try {
            for (Class<?> c = receiver; c != null; c = c.getSuperclass()) {
                Method[] methods = c.getDeclaredMethods();
                if (find(methods, method, parameters) != null) {
                    return isTransformed(c, methods);
                }
            }
            return false;
        } catch (LinkageError e) { // a signature names a class that is missing: the plain call is always right
            return false;
        }
    }

    /** Proxies may override whatever they find, but have no start form of their own. */
    private boolean isTransformed(Class<?> type, Method[] methods) {
        String withContext = parameters.replace(")", Context.class.descriptorString() + ")");
        if (find(methods, virtualMethod, withContext) == null) {
            return false;
        }
        for (Method m : methods) {
            Class<?>[] p = m.getParameterTypes();
            if (Modifier.isStatic(m.getModifiers())
                    && m.isSynthetic()
                    && m.getName().startsWith(method)
                    && p.length > 1
                    && p[0] == type
                    && p[p.length - 1] == Context.class) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Method find(Method[] methods, String name, String parameters) {
        for (Method m : methods) {
            int modifiers = m.getModifiers();
            if (m.getName().equals(name)
                    && !Modifier.isStatic(modifiers)
                    && !Modifier.isPrivate(modifiers)
                    && descriptor(m).equals(parameters)) {
                return m;
            }
        }
        return null;
    }

    private static String descriptor(Method m) {
        String d = MethodType.methodType(void.class, m.getParameterTypes()).descriptorString();
        return d.substring(0, d.length() - 1);
    }
}
