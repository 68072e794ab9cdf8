package dev.bobbin.loom;

import dev.bobbin.spi.Stack;
import dev.bobbin.spi.StackProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stacks by the best of three ways. Coroutines run on the VM's continuations, where {@code java.base/jdk.internal.vm} is exported; all
 * else, and coroutines elsewhere, on virtual threads: carried by the workers themselves, where {@code java.base/java.lang} is open, else on
 * the JDK's carriers. The system property {@code dev.bobbin.stackful}, {@code continuation}, {@code carried} or {@code threads}, demands one.
 */
public final class Stacks implements StackProvider {
    private static final String PROPERTY = "dev.bobbin.stackful";
    private static final String CONTINUATION = "continuation";
    private static final String CARRIED = "carried";
    private static final String THREADS = "threads";
    private static final Module OWN = Stacks.class.getModule();
    private static final String TO = OWN.isNamed() ? OWN.getName() : "ALL-UNNAMED";
    private static final String EXPORT = "--add-exports java.base/jdk.internal.vm=" + TO;
    private static final String OPEN = "--add-opens java.base/java.lang=" + TO;

    private final @Nullable String missing;
    private final boolean onContinuations;
    private final boolean carried;

    /** For the service loader. */
    public Stacks() {
        this(Runtime.version().feature(), System.getProperty(PROPERTY), VmStack.isOpen(), CarriedStack.isOpen());
    }

    /**
     * @param isExported whether there are the VM's continuations
     * @param isOpen whether virtual threads can be given a scheduler
     */
    Stacks(int jdk, @Nullable String demanded, boolean isExported, boolean isOpen) {
        this.missing = missing(jdk, demanded, isExported, isOpen);
        this.onContinuations = isExported && (demanded == null || demanded.equals(CONTINUATION));
        this.carried = isOpen && !THREADS.equals(demanded);
    }

    private static @Nullable String missing(int jdk, @Nullable String demanded, boolean isExported, boolean isOpen) {
        if (demanded != null && !Set.of(CONTINUATION, CARRIED, THREADS).contains(demanded)) {
            return PROPERTY + "=" + demanded + ": it is continuation, carried or threads";
        }
        if (jdk < 21) {
            return "stackful coroutines need JDK 21 or later: this is JDK " + jdk;
        }
        if (CONTINUATION.equals(demanded) && !isExported) {
            return PROPERTY + "=continuation needs " + EXPORT + " on the command line of java";
        }
        if (CARRIED.equals(demanded) && !isOpen) {
            return PROPERTY + "=carried needs " + OPEN + " on the command line of java";
        }
        return null;
    }

    @Override
    public @Nullable String missing() {
        return missing;
    }

    @Override
    public Stack stack(Runnable call) {
        return onContinuations ? new VmStack(call) : threadStack(call);
    }

    @Override
    public Stack threadStack(Runnable call) {
        return carried ? new CarriedStack(call) : new ThreadStack(call);
    }
}
