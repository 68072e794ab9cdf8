package dev.bobbin.compiler.read;

/** What user code calls of Bobbin, by name. */
final class Names {
    static final String ASYNC = "dev/bobbin/Async";
    static final String TASK = "dev/bobbin/Task";
    static final String SCOPE = "dev/bobbin/Scope";

    static final String CONTEXT = "dev/bobbin/abi/Context";

    private Names() {}
}
