package dev.bobbin.lab.form;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.util.Arrays;
import java.util.List;

/** A form of Bobbin's compiler as a subject of the benches. */
public enum Form {
    FUSED("bobbin-fused", Options.of(Model.FUSED)),
    PUSH("bobbin-push", Options.of(Model.PUSH)),
    PULL("bobbin-pull", Options.of(Model.PULL)),
    EMBEDDED("bobbin-embedded", Options.of(Model.EMBEDDED)),
    EMBEDDED_FLAT("bobbin-embedded-flat", new Options(Model.EMBEDDED, true)),
    /** Runs on JDK 21 and later. */
    STACKFUL("bobbin-stackful", Options.of(Model.STACKFUL));

    private static final int FIRST_WITH_STACKS = 21;

    private final String subject;
    private final Options options;

    Form(String subject, Options options) {
        this.subject = subject;
        this.options = options;
    }

    /** The names of all, in the order in which they are shown. */
    public static List<String> subjects() {
        return Arrays.stream(values()).map(Form::subject).toList();
    }

    /** Those that this JDK can run. */
    public static List<Form> runnable() {
        return runnableOn(Runtime.version().feature());
    }

    /** Those that a JDK of this feature version can run. */
    public static List<Form> runnableOn(int feature) {
        return Arrays.stream(values())
                .filter(form -> feature >= FIRST_WITH_STACKS || form != STACKFUL)
                .toList();
    }

    /** @throws IllegalArgumentException if the subject is none of Bobbin's */
    public static Form of(String subject) {
        return Arrays.stream(values())
                .filter(form -> form.subject.equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(subject + " is no form of Bobbin's"));
    }

    public String subject() {
        return subject;
    }

    public Options options() {
        return options;
    }
}
