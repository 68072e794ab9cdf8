package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.emit.FrameClass;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import org.objectweb.asm.ClassWriter;

/** The heap frame: where a suspended call is stored that finds no room in its root. */
final class HostFrame {
    private HostFrame() {}

    static byte[] write(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        ClassWriter out = FrameClass.begin(machine, Slots.room(signature), version, signature.stateName());
        Slots.accessors(
                out,
                signature.frameName(),
                signature,
                machine.slots(),
                SlotCount.NONE,
                "state",
                StateField.descriptor(machine));
        out.visitEnd();
        return out.toByteArray();
    }
}
