package dev.bobbin.compiler.ir;

/** The one place that knows {@code bobbin-core} by name; a test holds it against the real classes. */
public final class AbiNames {
    public static final int VERSION = 3;

    /** The context's signal that the task suspends. */
    public static final int SUSPENDED = 1;

    public static final String ABI = "dev/bobbin/abi/Abi";
    public static final String AWAITABLE = "dev/bobbin/abi/Awaitable";
    public static final String CONTEXT = "dev/bobbin/abi/Context";
    public static final String FRAME = "dev/bobbin/abi/Frame";
    public static final String HEIRS = "dev/bobbin/abi/Heirs";
    public static final String HEIRS_TYPE = "L" + HEIRS + ";";
    public static final String POLLABLE = "dev/bobbin/abi/Pollable";
    public static final String TASK = "dev/bobbin/Task";
    public static final String ASYNC = "dev/bobbin/Async";
    public static final String SCOPE = "dev/bobbin/Scope";

    public static final String CONTEXT_TYPE = "L" + CONTEXT + ";";
    public static final String AWAITABLE_TYPE = "L" + AWAITABLE + ";";
    public static final String FRAME_TYPE = "L" + FRAME + ";";
    public static final String POLLABLE_TYPE = "L" + POLLABLE + ";";
    public static final String ASYNC_TYPE = "L" + ASYNC + ";";

    public static final String MODEL_TYPE = "Ldev/bobbin/Model;";

    private AbiNames() {}
}
