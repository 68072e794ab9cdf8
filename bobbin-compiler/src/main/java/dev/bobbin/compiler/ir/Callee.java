package dev.bobbin.compiler.ir;

/** What an await calls. */
public sealed interface Callee {
    /** A coroutine of this compilation that no override can replace: its start form is called. */
    record Direct(CoroutineSignature coroutine) implements Callee {}

    /** A coroutine that overrides may replace: the receiver is asked for its start form. */
    record Virtual(VirtualStart start) implements Callee {}

    /** Any {@code Async} on the stack. */
    record Dynamic() implements Callee {}

    /** {@code Scope.close()}: waits, and leaves nothing on the stack. */
    record ScopeClose() implements Callee {}
}
