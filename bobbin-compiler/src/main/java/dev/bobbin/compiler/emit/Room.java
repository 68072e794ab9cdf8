package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.SlotKind;
import org.objectweb.asm.MethodVisitor;

/** How code reaches the slots of a frame: the object that holds them, and the way into it. */
public interface Room {
    /** The object's class, or an interface of it, which the verifier takes any object for. */
    String type();

    /** Replaces the object on the stack by what the slot holds; a reference is taken out. */
    void get(MethodVisitor out, SlotKind kind, int slot);

    /** Stores the value on the stack in the object beneath it. */
    void put(MethodVisitor out, SlotKind kind, int slot);

    /** Replaces the object on the stack by the state, an int. */
    void getState(MethodVisitor out);

    /** Stores the int on the stack as the state of the object beneath it. */
    void putState(MethodVisitor out);
}
