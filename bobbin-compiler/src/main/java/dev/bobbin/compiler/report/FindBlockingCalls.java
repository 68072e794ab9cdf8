package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls in a coroutine that keep its worker thread waiting. */
public final class FindBlockingCalls {
    private FindBlockingCalls() {}

    /**
     * Those in each coroutine.
     *
     * @param classFiles finds a class by its internal name
     */
    public static Map<CoroutineId, List<WarningReport>> in(
            Map<CoroutineId, StateMachine> machines, Function<String, byte @Nullable []> classFiles) {
        Supertypes supertypes = new Supertypes(classFiles);
        Map<CoroutineId, List<WarningReport>> warnings = new LinkedHashMap<>();
        machines.forEach((id, machine) -> {
            if (!machine.signature().immediate()) {
                warnings.put(id, in(machine, supertypes));
            }
        });
        return warnings;
    }

    /** None where it does nothing but yield: its thread is that of whoever takes the elements. */
    static List<WarningReport> in(StateMachine machine, Supertypes supertypes) {
        List<WarningReport> warnings = new ArrayList<>();
        if (machine.signature().id().isTwin()) {
            return warnings;
        }
        for (AbstractInsnNode insn : machine.body().instructions) {
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
