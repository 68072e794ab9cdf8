package dev.bobbin.compiler.lift;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/** A compilation loaded, with the plain methods and their coroutines in the same classes. */
final class LiftedWorld extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final Map<String, LiftedMethod> methods;
    private final Map<Method, Optional<Method>> coroutines = new ConcurrentHashMap<>();

    LiftedWorld(Map<String, byte[]> classes, Map<String, LiftedMethod> methods) {
        super(LiftedWorld.class.getClassLoader());
        this.classes = classes;
        this.methods = methods;
    }

    /** Its own classes first: some libraries are on the class path, too. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** Whether the class has a class file of the library: lambdas and proxies have none. */
    boolean owns(Class<?> type) {
        return type.getClassLoader() == this && classes.containsKey(Type.getInternalName(type));
    }

    /** The record of a method, null if it was not lifted. */
    LiftedMethod of(Method method) {
        String owner = Type.getInternalName(method.getDeclaringClass());
        return methods.get(LiftedMethod.key(owner, method.getName(), Type.getMethodDescriptor(method)));
    }

    /** The coroutine beside a plain method, null if there is none. */
    Method coroutineOf(Method method) {
        return coroutines.computeIfAbsent(method, this::find).orElse(null);
    }

    private Optional<Method> find(Method method) {
        LiftedMethod lifted = of(method);
        if (lifted == null) {
            return Optional.empty();
        }
        try {
            Method found =
                    method.getDeclaringClass().getDeclaredMethod(lifted.liftedName(), method.getParameterTypes());
            found.setAccessible(true);
            return Optional.of(found);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(lifted + " has lost its coroutine", e);
        }
    }
}
