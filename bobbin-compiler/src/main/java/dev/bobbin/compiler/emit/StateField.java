package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.StateMachine;

/** How wide the field is that holds a coroutine's state. */
public final class StateField {
    private StateField() {}

    public static String descriptor(StateMachine machine) {
        return machine.suspensions().size() <= Byte.MAX_VALUE ? "B" : "S";
    }
}
