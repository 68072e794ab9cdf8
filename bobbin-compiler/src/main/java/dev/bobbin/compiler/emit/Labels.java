package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.Suspension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;

/** The places in one emitted method. */
final class Labels {
    /** Those around one await. */
    static final class Around {
        final Label goOn = new Label();
        final Label restore = new Label();
        final Label unwind = new Label();
        final Label save = new Label();
        final Label restoreTake = new Label();
        final Label restoreTaken = new Label();
    }

    private final Map<LabelNode, Label> ofBody = new HashMap<>();
    private final Map<AbstractInsnNode, Label> creations = new HashMap<>();
    private final Around[] around;

    Labels(int states) {
        around = new Around[states];
        for (int k = 0; k < states; k++) {
            around[k] = new Around();
        }
    }

    Label of(LabelNode node) {
        return ofBody.computeIfAbsent(node, n -> new Label());
    }

    Label[] of(List<LabelNode> nodes) {
        return nodes.stream().map(this::of).toArray(Label[]::new);
    }

    /** Where an object is created: of its own, since what a gate adds may come between the body's label and the NEW. */
    Label ofCreation(AbstractInsnNode creation) {
        return creations.computeIfAbsent(creation, c -> new Label());
    }

    Around around(Suspension s) {
        return around[s.state() - 1];
    }
}
