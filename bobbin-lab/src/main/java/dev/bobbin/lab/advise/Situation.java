package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import java.util.List;

/** What a model is chosen for, and by which measures, the most important first. */
enum Situation {
    ALL_IN_ALL(
            "all in all", List.of(Measure.TIME, Measure.CPU, Measure.ALLOCATED, Measure.LIVE, Measure.CLASSES), true),
    PLAIN_IO("plain I/O", List.of(Measure.TIME, Measure.CPU, Measure.ALLOCATED), true),
    WEB_ASSEMBLY("WebAssembly", List.of(Measure.CLASSES, Measure.CODE, Measure.ALLOCATED), false),
    SMALL_DEVICES("small devices", List.of(Measure.LIVE, Measure.CHAIN, Measure.RESIDENT), true),
    CODE_SIZE("code-size bound", List.of(Measure.CLASSES, Measure.CODE), true),
    DEEP_NESTING("deep nesting", List.of(Measure.LEVEL, Measure.TIME), false);

    private final String text;
    private final List<Measure> measures;
    private final boolean stacks;

    Situation(String text, List<Measure> measures, boolean stacks) {
        this.text = text;
        this.measures = measures;
        this.stacks = stacks;
    }

    /** For people. */
    String text() {
        return text;
    }

    List<Measure> measures() {
        return measures;
    }

    /** Whether a model can be used here, or compared here, at all. */
    boolean admits(Form form) {
        return stacks || form != Form.STACKFUL;
    }
}
