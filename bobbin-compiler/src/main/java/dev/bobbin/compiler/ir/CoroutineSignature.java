package dev.bobbin.compiler.ir;

/**
 * What others must know of a coroutine to call it.
 *
 * @param root the internal name of the class emitted for it; its companions' names derive from it
 * @param immediate whether it never suspends: an ordinary method whose every return is {@code done(...)}
 * @param isPublic whether code of other packages may call its emitted methods
 */
public record CoroutineSignature(
        CoroutineId id,
        boolean isStatic,
        boolean isInterface,
        boolean isPublic,
        boolean overridable,
        ResultKind result,
        String root,
        String suffix,
        boolean immediate,
        Model model) {
    /** The end of the names of those that hold a stackful coroutine's code. */
    public static final String ON_STACK = "$onstack";

    /** The end of the names of those that run a body through. */
    public static final String THROUGH = "$through";

    public static final String STATE = "$State";
    public static final String FRAME = "$Frame";
    public static final String STEP = "$Step";

    /** Whether code of the other's class, and what is emitted for it, may call what is emitted for this one. */
    public boolean isAccessibleFrom(CoroutineSignature other) {
        return isPublic || id.packageName().equals(other.id.packageName());
    }

    public String stateName() {
        return root + STATE;
    }

    public String frameName() {
        return root + FRAME;
    }

    /**
     * Names tell apart what a caller must know before it calls: one compiled for an immediate callee does not link if that
     * suspends one day, and one compiled for a callee without overrides does not link, and pass by them, once there can be some.
     */
    public String startName() {
        return id.name() + suffix + (immediate ? "$now" : "$start") + (overridable ? "$own" : "");
    }

    public String resumeName() {
        return id.name() + suffix + "$resume";
    }

    /** The receiver, if any, and the arguments, then the context. */
    public String startDescriptor() {
        String d = id.descriptor();
        String arguments = d.substring(1, d.indexOf(')'));
        return "(" + (isStatic ? "" : "L" + id.owner() + ";") + arguments + AbiNames.CONTEXT_TYPE + ")"
                + result.descriptor();
    }

    public String pollName() {
        return id.name() + suffix + "$poll";
    }

    /** Of the code as it was written, under the stackful model. */
    public String onStackName() {
        return id.name() + suffix + ON_STACK;
    }

    /** The receiver, if any, and the arguments. */
    public String onStackDescriptor() {
        String d = startDescriptor();
        return d.substring(0, d.lastIndexOf(AbiNames.CONTEXT_TYPE)) + ")" + AbiNames.ASYNC_TYPE;
    }

    public String stepName() {
        return id.name() + suffix + "$step";
    }

    /** Of what calls the method as it was written. */
    public String throughName() {
        return id.name() + suffix + THROUGH;
    }

    /** Of the object that holds what that steps through. */
    public String stepClass() {
        return root + STEP;
    }

    /** @param frame the class or interface by which the code sees its frame */
    public String resumeDescriptor(String frame) {
        return "(L" + frame + ";" + AbiNames.CONTEXT_TYPE + ")" + result.descriptor();
    }

    /** Of the root: the receiver, if any, and the arguments. */
    public String constructorDescriptor() {
        String d = startDescriptor();
        return d.substring(0, d.lastIndexOf(AbiNames.CONTEXT_TYPE)) + ")V";
    }

    /** Whether a call of this one is emitted for what it is; else it goes by way of the {@code Async}. */
    public boolean isCalledDirectlyBy(CoroutineSignature caller) {
        return immediate || model == caller.model || model.runsOnStack() && caller.model.runsOnStack();
    }

    /** The first part of the names of its accessors, which one root may have for many coroutines. */
    public String prefix() {
        return root.substring(root.lastIndexOf('/') + 1) + "$";
    }
}
