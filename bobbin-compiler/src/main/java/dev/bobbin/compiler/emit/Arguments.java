package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The receiver, if any, and the arguments of a coroutine, each with the slot that keeps it until the coroutine starts. */
public final class Arguments {
    /** One of them, and its slot. */
    record Kept(VarType type, int slot) {}

    private final List<VarType> types = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final SlotCount count;

    public Arguments(CoroutineSignature signature) {
        List<Type> arguments = new ArrayList<>();
        if (!signature.isStatic()) {
            arguments.add(Type.getObjectType(signature.id().owner()));
        }
        arguments.addAll(List.of(Type.getArgumentTypes(signature.id().descriptor())));
        SlotCount used = SlotCount.NONE;
        for (Type argument : arguments) {
            VarType type = VarType.of(argument);
            types.add(type);
            slots.add(used.of(type.slotKind()));
            used = used.plusOne(type.slotKind());
        }
        this.count = used;
    }

    /** The receiver first. */
    List<Kept> all() {
        List<Kept> all = new ArrayList<>();
        for (int a = 0; a < types.size(); a++) {
            all.add(new Kept(types.get(a), slots.get(a)));
        }
        return all;
    }

    public SlotCount count() {
        return count;
    }

    /** From the method's parameters into the object in local 0. */
    public void store(MethodVisitor out, Room room, int firstParameter) {
        int local = firstParameter;
        for (int a = 0; a < types.size(); a++) {
            VarType type = types.get(a);
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitVarInsn(Types.load(type), local);
            Types.toSlot(out, type);
            room.put(out, type.slotKind(), slots.get(a));
            local += type.getSize();
        }
    }

    /** From the operand stack, which is emptied of them, into the object in local 0. */
    public void storeFromStack(MethodVisitor out, Room room) {
        for (int a = types.size() - 1; a >= 0; a--) {
            Types.putBeneath(out, room, types.get(a), slots.get(a));
        }
    }

    /** Onto the operand stack, from the object in local 0; references are taken out. */
    public void load(MethodVisitor out, Room room) {
        for (int a = 0; a < types.size(); a++) {
            get(out, room, a);
            Types.fromSlot(out, types.get(a));
        }
    }

    /** Into local variables, from the object in local 0; references are taken out. */
    public void loadIntoLocals(MethodVisitor out, Room room, int firstLocal) {
        loadIntoLocals(out, room, firstLocal, type -> false);
    }

    /** @param needsNoCast of the type of a reference */
    void loadIntoLocals(MethodVisitor out, Room room, int firstLocal, Predicate<VarType> needsNoCast) {
        int local = firstLocal;
        for (int a = 0; a < types.size(); a++) {
            get(out, room, a);
            if (!needsNoCast.test(types.get(a))) {
                Types.fromSlot(out, types.get(a));
            }
            out.visitVarInsn(Types.store(types.get(a)), local);
            local += types.get(a).getSize();
        }
    }

    private void get(MethodVisitor out, Room room, int a) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        room.get(out, types.get(a).slotKind(), slots.get(a));
    }
}
