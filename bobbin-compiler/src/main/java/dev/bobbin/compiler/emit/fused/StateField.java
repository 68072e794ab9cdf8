package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.ir.StateMachine;

/** How wide the field is that holds a coroutine's state. */
final class StateField {
    private StateField() {}

    static String descriptor(StateMachine machine) {
        return machine.suspensions().size() <= Byte.MAX_VALUE ? "B" : "S";
    }
}
