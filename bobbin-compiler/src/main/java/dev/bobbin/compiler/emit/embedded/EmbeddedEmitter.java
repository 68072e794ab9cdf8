package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.emit.Code;
import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.RewriteClass;
import dev.bobbin.compiler.emit.WriteBody;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;

/** One poll form for each root that a call can lie in; all calls of a task in the root's object. */
public final class EmbeddedEmitter implements Emitter {
    private final EmbeddedLayouts layouts;

    public EmbeddedEmitter(EmbeddedLayouts layouts) {
        this.layouts = layouts;
    }

    @Override
    public void methods(StateMachine machine, ClassVisitor owner) {
        CoroutineId id = machine.signature().id();
        Code code = new Code(machine);
        for (EmbeddedLayout layout : layouts.withCallOf(id)) {
            EmbeddedLayout.Embedded call = layout.find(id);
            if (call != null) {
                write(layout, call, code, owner);
            }
        }
    }

    private void write(EmbeddedLayout layout, EmbeddedLayout.Embedded call, Code code, ClassVisitor owner) {
        StateMachine inRoot = call.machine()
                .withDynamicCalleesUnless(callee -> layout.embeds(callee.id()) || layouts.neverSuspends(callee));
        CoroutineSignature signature = inRoot.signature();
        MethodVisitor poll = RewriteClass.bodyMethod(
                inRoot, EmbeddedForm.name(layout, call), signature.resumeDescriptor(layout.rootName()), owner);
        WriteBody.of(
                new EmbeddedForm(
                        layout, new EmbeddedLayout.Embedded(call.number(), inRoot, call.from()), layouts.flatten()),
                code,
                poll);
    }

    @Override
    public void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes) {
        EmbeddedRoot root = new EmbeddedRoot(layouts.ofRoot(machine), layouts.flatten());
        classes.accept(machine.signature().root(), root.write(version));
    }
}
