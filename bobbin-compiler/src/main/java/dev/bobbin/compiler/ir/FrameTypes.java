package dev.bobbin.compiler.ir;

import java.util.List;

/**
 * The verifier's types at one instruction.
 *
 * @param locals by variable index; the second word of a long or double is TOP
 * @param stack from the bottom, one entry a value
 */
public record FrameTypes(List<VarType> locals, List<VarType> stack) {
    public FrameTypes {
        locals = List.copyOf(locals);
        stack = List.copyOf(stack);
    }
}
