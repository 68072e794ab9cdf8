package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.emit.Code;
import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.RewriteClass;
import dev.bobbin.compiler.emit.WriteBody;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;

/** One poll form for each root that a call can lie in; all calls of a task in the root's object. */
public final class EmbeddedEmitter implements Emitter {
    private final Map<CoroutineId, StateMachine> all;
    private final boolean flatten;
    private final Map<CoroutineId, EmbeddedLayout> layouts = new LinkedHashMap<>();
    private final Map<CoroutineId, List<EmbeddedLayout>> rootsOf = new LinkedHashMap<>();

    /**
     * @param all those of the whole compilation, which call each other directly
     * @param flatten whether a wake-up enters the leaf instead of polling from the root
     */
    public EmbeddedEmitter(Map<CoroutineId, StateMachine> all, boolean flatten) {
        this.all = all;
        this.flatten = flatten;
        CallGraph graph = new CallGraph(all);
        all.forEach((id, machine) -> {
            if (machine.signature().model() == Model.EMBEDDED) {
                EmbeddedLayout layout = EmbeddedLayout.of(machine, graph, flatten);
                layouts.put(id, layout);
                layout.calls()
                        .forEach(call -> rootsOf.computeIfAbsent(
                                        call.machine().signature().id(), c -> new ArrayList<>())
                                .add(layout));
            }
        });
    }

    @Override
    public void methods(StateMachine machine, ClassVisitor owner) {
        CoroutineId id = machine.signature().id();
        Code code = new Code(machine);
        for (EmbeddedLayout layout : rootsOf.getOrDefault(id, List.of())) {
            EmbeddedLayout.Embedded call = layout.find(id);
            if (call != null) {
                write(layout, call, code, owner);
            }
        }
    }

    private void write(EmbeddedLayout layout, EmbeddedLayout.Embedded call, Code code, ClassVisitor owner) {
        StateMachine inRoot =
                call.machine().withDynamicCalleesUnless(callee -> layout.embeds(callee.id()) || neverSuspends(callee));
        CoroutineSignature signature = inRoot.signature();
        MethodVisitor poll = RewriteClass.bodyMethod(
                inRoot, EmbeddedForm.name(layout, call), signature.resumeDescriptor(layout.rootName()), owner);
        WriteBody.of(
                new EmbeddedForm(layout, new EmbeddedLayout.Embedded(call.number(), inRoot, call.from()), flatten),
                code,
                poll);
    }

    private boolean neverSuspends(CoroutineSignature callee) {
        StateMachine machine = all.get(callee.id());
        return machine != null && !machine.suspends();
    }

    @Override
    public void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes) {
        EmbeddedLayout layout = layouts.get(machine.signature().id());
        if (layout == null) {
            throw new IllegalStateException(machine.signature().id().readable() + " is not of this model");
        }
        classes.accept(machine.signature().root(), new EmbeddedRoot(layout, flatten).write(version));
    }
}
