package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;

/** What the compiler makes of {@code scope.close()}. */
final class Close extends Async<Void> {
    private final Scope scope;

    Close(Scope scope) {
        this.scope = scope;
    }

    @Override
    protected Object start(Context context) {
        return Abi.await(scope, context);
    }
}
