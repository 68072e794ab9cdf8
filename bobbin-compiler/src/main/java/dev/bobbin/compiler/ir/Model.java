package dev.bobbin.compiler.ir;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms that coroutines can be compiled to. */
public enum Model {
    /** No frame while nothing suspends, then all of them in the root's one object; the leaf is resumed. */
    FUSED,

    /** A heap object for each suspended call; the leaf is resumed. What LLVM, C++20 and Kotlin do. */
    PUSH,

    /** A heap object for each call, polled from the root through an interface. */
    PULL,

    /** The state of all callees in the root's one object, polled from the root by code made for it. What Rust does. */
    EMBEDDED,

    /** No state machine: the code runs as it was written, on a stack that can be left. What goroutines and virtual threads do. */
    STACKFUL;

    /** The name on the command line. */
    public String flag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The model of that name.
     *
     * @throws IllegalArgumentException if there is none, with a message for who gave the name: it lists those there are
     */
    public static Model named(String flag) {
        for (Model model : values()) {
            if (model.flag().equals(flag)) {
                return model;
            }
        }
        String known = Arrays.stream(values()).map(Model::flag).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown model '" + flag + "': use one of " + known);
    }

    /** Whether calls run on the JVM's stack and store a frame only when they suspend: such models call each other directly. */
    public boolean runsOnStack() {
        return this == FUSED || this == PUSH;
    }
}
