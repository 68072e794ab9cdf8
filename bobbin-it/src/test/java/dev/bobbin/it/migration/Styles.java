package dev.bobbin.it.migration;

import dev.bobbin.compiler.Options;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Named;

/** The programs in each style. Two of them are compiled here: javac 17 knows no virtual threads, and EA Async reads no class files of 17. */
final class Styles {
    static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    static final String IN_BOBBIN = "dev.bobbin.it.migration.InBobbin";
    static final String IN_EA_ASYNC = "dev.bobbin.it.migration.InEaAsync";
    static final String IN_VIRTUAL_THREADS = "dev.bobbin.it.migration.InVirtualThreads";

    private Styles() {}

    /** Those that the JDK of the tests can run. */
    static List<Named<Function<Shops, Programs>>> all() throws Exception {
        List<Named<Function<Shops, Programs>>> styles = new ArrayList<>();
        styles.add(Named.of("Bobbin", InBobbin::programs));
        for (Options model : VIRTUAL_THREADS ? Options.models() : Options.forms()) {
            styles.add(Named.of("Bobbin, " + model, of(inBobbin(model))));
        }
        styles.add(Named.of("CompletableFuture", InFutures::programs));
        styles.add(Named.of("Reactor", InReactor::programs));
        styles.add(Named.of("EA Async", of(inEaAsync())));
        styles.add(Named.of("Kotlin", InKotlin::programs));
        if (VIRTUAL_THREADS) {
            Class<?> inVirtualThreads =
                    Compiled.of(Pages.source(IN_VIRTUAL_THREADS)).load(IN_VIRTUAL_THREADS);
            styles.add(Named.of("virtual threads", of(inVirtualThreads)));
        }
        return styles;
    }

    private static Class<?> inBobbin(Options model) throws Exception {
        try (InputStream javacs = InBobbin.class.getResourceAsStream("InBobbin.class")) {
            return new Compiled(Map.of(IN_BOBBIN, javacs.readAllBytes()))
                    .byBobbin(model)
                    .load(IN_BOBBIN);
        }
    }

    /** As EA Async's agent changes it when it is loaded. */
    static Class<?> inEaAsync() throws Exception {
        return Compiled.of(Pages.source(IN_EA_ASYNC), "--release", "11")
                .byEaAsync()
                .load(IN_EA_ASYNC);
    }

    private static Function<Shops, Programs> of(Class<?> style) throws Exception {
        var programs = style.getMethod("programs", Shops.class);
        return shops -> {
            try {
                return (Programs) programs.invoke(null, shops);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }
}
