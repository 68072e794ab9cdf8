package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.analysis.Flow;
import dev.bobbin.compiler.analysis.Loops;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.Insns;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A coroutine's own code, and what all the forms that it is written in need to know of it, found once. For one thread. */
public final class Code {
    private final MethodNode body;
    private final Insns insns;
    private final Flow flow;
    private final Set<AbstractInsnNode> failedCloses;
    private @Nullable Loops loops;

    public Code(StateMachine machine) {
        this.body = machine.body();
        this.insns = new Insns(body);
        this.flow = new Flow(body);
        this.failedCloses = FailedCloses.of(body);
    }

    MethodNode body() {
        return body;
    }

    int indexOf(AbstractInsnNode insn) {
        return body.instructions.indexOf(insn);
    }

    Insns insns() {
        return insns;
    }

    Flow flow() {
        return flow;
    }

    boolean isFailedClose(AbstractInsnNode insn) {
        return failedCloses.contains(insn);
    }

    /** Only a form that is entered at suspension points asks for them. */
    Loops loops() {
        if (loops == null) {
            loops = new Loops(flow);
        }
        return loops;
    }
}
