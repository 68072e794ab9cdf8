package dev.bobbin.compiler.ir;

/**
 * One value that is stored while the coroutine is suspended.
 *
 * @param place the local variable's index, or the depth from the bottom of the operand stack
 * @param slot its number among the slots of its kind, of this state only
 */
public record Saved(boolean onStack, int place, VarType type, int slot) {
    public SlotKind kind() {
        return type.slotKind();
    }
}
