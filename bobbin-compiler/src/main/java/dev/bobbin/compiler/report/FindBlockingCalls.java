package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls in a coroutine that keep its worker thread waiting. */
final class FindBlockingCalls {
    private FindBlockingCalls() {}

    static List<WarningReport> in(MethodNode body, Supertypes supertypes) {
        List<WarningReport> warnings = new ArrayList<>();
        for (AbstractInsnNode insn : body.instructions) {
            if (!(insn instanceof MethodInsnNode call)) {
                continue;
            }
            String instead = BlockingCalls.instead(call.owner, call.name, supertypes);
            if (instead != null) {
                String name = new CoroutineId(call.owner, call.name, call.desc).readable();
                warnings.add(new WarningReport(
                        Insns.lineOf(call),
                        "blocking-call",
                        name + " blocks its thread, and with it all coroutines that this worker should run",
                        instead));
            }
        }
        return warnings;
    }
}
