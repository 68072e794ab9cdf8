package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.emit.Arguments;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.JvmLimits;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * What a class may hold of copies of its coroutines, made for the roots that embed them.
 *
 * <p>Constants, since the JVM allows 65,535 in a class: at most a quarter of that, and never more than is left of it, so that
 * no class is refused for what it embeds. Code, since all of a class is read and verified when it is loaded, used or not: half a
 * megabyte, which costs about a tenth of a second. Both are reckoned before anything is emitted, constants from above and code roughly.
 */
final class CopyBudget {
    static final int MAX_CONSTANTS = JvmLimits.MAX_CONSTANTS / 4;
    static final int MAX_CODE = 1 << 19;

    /** What the classes of the ABI and the names of fields take. */
    private static final int SHARED_CONSTANTS = 2_048;

    /** Two of a name, three of a reference to it and its type, one of a reference to the state. */
    private static final int NAMES_OF_COPY = 6;

    private final Map<String, Integer> constants = new HashMap<>();
    private final Map<String, Integer> code = new HashMap<>();

    /**
     * @param all the coroutines of the compilation
     * @param constantsOf a class before it is transformed
     */
    CopyBudget(Map<CoroutineId, StateMachine> all, ToIntFunction<String> constantsOf) {
        Map<String, Integer> own = new HashMap<>();
        all.forEach((id, machine) -> own.merge(id.owner(), withoutCopies(machine), Integer::sum));
        own.forEach((owner, added) -> {
            int left = JvmLimits.MAX_CONSTANTS - SHARED_CONSTANTS - constantsOf.applyAsInt(owner) - added;
            constants.put(owner, Math.min(MAX_CONSTANTS, left));
            code.put(owner, MAX_CODE);
        });
    }

    /** Whether one more copy fits; it is then taken account of. */
    boolean take(StateMachine machine) {
        String owner = machine.signature().id().owner();
        int constantsLeft = constants.getOrDefault(owner, 0) - constantsOfCopy(machine);
        int codeLeft = code.getOrDefault(owner, 0) - codeOfCopy(machine);
        if (constantsLeft < 0 || codeLeft < 0) {
            return false;
        }
        constants.put(owner, constantsLeft);
        code.put(owner, codeLeft);
        return true;
    }

    /** Its entry and its own forms. */
    private static int withoutCopies(StateMachine machine) {
        int entry = 8;
        if (machine.signature().model() == Model.EMBEDDED) {
            return entry + constantsOfCopy(machine);
        }
        int slots = machine.slots().total();
        return entry + 12 + 4 * machine.suspensions().size() + 6 * slots;
    }

    /**
     * Its name, as defined and as called, its type, its state and its slots. A caller in another class names it too, and puts
     * the arguments.
     */
    private static int constantsOfCopy(StateMachine machine) {
        CoroutineSignature signature = machine.signature();
        int constants = NAMES_OF_COPY
                + machine.slots().max(new Arguments(signature).count()).total();
        Set<CoroutineId> callees = new HashSet<>();
        for (Suspension s : machine.suspensions()) {
            if (s.callee() instanceof Callee.Direct direct) {
                CoroutineId callee = direct.coroutine().id();
                if (!callee.owner().equals(signature.id().owner()) && callees.add(callee)) {
                    constants += NAMES_OF_COPY
                            + new Arguments(direct.coroutine()).count().total();
                }
            }
        }
        return constants;
    }

    private static int codeOfCopy(StateMachine machine) {
        int bytes = 40;
        for (AbstractInsnNode insn : machine.body().instructions) {
            bytes += insn.getOpcode() < 0 ? 0 : 2;
        }
        for (Suspension s : machine.suspensions()) {
            bytes += 60 + 10 * s.saved().size();
        }
        return bytes;
    }
}
