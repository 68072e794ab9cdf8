package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.function.Predicate;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Stores what lives on at a suspension into the object in local 0, where the code stands. For models that poll. */
public final class InlineSave {
    private InlineSave() {}

    /** The operand stack, from its top, then the locals, then the state. */
    public static void write(WriteBody body, Suspension s, Room room) {
        write(body, s, s.state(), room, saved -> false);
    }

    /** @param holds of a variable, whether the room holds it already */
    static void write(WriteBody body, Suspension s, int state, Room room, Predicate<Saved> holds) {
        MethodVisitor out = body.out();
        int next = s.saved().size() - 1;
        for (int place = s.stack().size() - 1; place >= 0; place--) {
            VarType type = s.stack().get(place);
            if (type.isStored()) {
                Types.putBeneath(out, room, type, s.saved().get(next--).slot()); // stack entries come last
            } else {
                Types.pop(out, type);
            }
        }
        for (Saved saved : s.saved()) {
            if (!saved.onStack() && !holds.test(saved)) {
                out.visitVarInsn(Opcodes.ALOAD, 0);
                body.load(saved);
                Types.toSlot(out, saved.type());
                room.put(out, saved.kind(), saved.slot());
            }
        }
        out.visitVarInsn(Opcodes.ALOAD, 0);
        Types.pushInt(out, state);
        room.putState(out);
    }
}
