package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.StackForm;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.Map;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;

/** Start and resume form on the JVM's stack; frames in the root, else on the heap. */
public final class FusedEmitter implements Emitter {
    private final Map<CoroutineId, StateMachine> all;

    /** @param all those of the whole compilation, which roots may host */
    public FusedEmitter(Map<CoroutineId, StateMachine> all) {
        this.all = all;
    }

    @Override
    public void methods(StateMachine machine, ClassVisitor owner) {
        StackForm.methods(machine, Slots.room(machine.signature()), true, owner);
    }

    @Override
    public void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes) {
        CoroutineSignature signature = machine.signature();
        classes.accept(signature.root(), new HostRoot(machine, HostLayout.of(machine, all)).write(version));
        if (machine.suspends()) {
            classes.accept(signature.frameName(), HostFrame.write(machine, version));
            classes.accept(signature.stateName(), StateInterface.write(machine, version));
        }
    }
}
