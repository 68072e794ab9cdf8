package dev.bobbin.compiler;

import java.util.Locale;

/** The forms that coroutines can be compiled to. */
public enum Model {
    /** No frame while nothing suspends, then all of them in the root's one object. */
    FUSED;

    /** The name on the command line. */
    public String flag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
