package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Jdk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * All that is known of a program under its models.
 *
 * @param program as the user typed it
 * @param notes what is missing, and why
 */
record Findings(
        String program,
        Jdk jdk,
        int rounds,
        Map<Form, Map<Measure, Sample>> figures,
        AwaitChain chain,
        List<String> notes) {
    /** A chain of one await in another is what every program has. */
    private static final int NESTS = 3;

    /** Adds what is known without running to what was measured. */
    static Findings of(
            String program,
            Jdk jdk,
            int rounds,
            Map<Form, Map<Measure, Sample>> measured,
            List<Woven> programs,
            AwaitChain chain,
            List<String> notes) {
        Map<Form, Map<Measure, Sample>> figures = new EnumMap<>(measured);
        for (Woven woven : programs) {
            Map<Measure, Sample> all = figures.computeIfAbsent(woven.form(), form -> new EnumMap<>(Measure.class));
            all.put(Measure.CLASSES, Sample.exact(woven.size().classBytes()));
            all.put(Measure.CODE, Sample.exact(woven.size().codeBytes()));
            OptionalLong bytes = chain.bytes(Woven.name(woven.form()));
            bytes.ifPresent(value -> all.put(Measure.CHAIN, Sample.exact(value)));
            OptionalDouble level = chain.bytesPerLevel(Woven.name(woven.form()));
            level.ifPresent(value -> all.put(Measure.LEVEL, Sample.exact(value)));
        }
        return new Findings(program, jdk, rounds, figures, chain, notes);
    }

    /** For each situation, in their order. */
    List<Advice> advice() {
        return Arrays.stream(Situation.values()).map(this::advice).toList();
    }

    private Advice advice(Situation situation) {
        if (situation == Situation.DEEP_NESTING && !chain.isRecursive() && chain.length() < NESTS) {
            return new Advice(situation, List.of(), List.of(shallow()));
        }
        Advice advice = Advice.of(situation, figures);
        List<String> reasons = new ArrayList<>();
        if (situation == Situation.DEEP_NESTING) {
            reasons.add(
                    chain.isRecursive()
                            ? "awaits in a circle, as deep as the data make it: " + chain.circleNames()
                            : "the longest chain is of " + chain.length() + " coroutines: " + chain.names());
        }
        if (!situation.admits(Form.STACKFUL) && figures.containsKey(Form.STACKFUL)) {
            reasons.add(
                    situation == Situation.WEB_ASSEMBLY
                            ? "stackful is out: there are neither threads nor stacks to switch to"
                            : "stackful takes no part: how large its stacks are is in 'live', not in a layout");
        }
        reasons.addAll(advice.reasons());
        return new Advice(situation, advice.models(), reasons);
    }

    private String shallow() {
        String resume = "; ./bobbin lab --only resume measures that";
        return chain.length() == 0
                ? "nothing is known of its chains of awaits" + resume
                : "it does not nest deeper than " + chain.length() + ", by the awaits that can be followed ("
                        + chain.names() + "), and so says nothing of deep nesting" + resume;
    }
}
