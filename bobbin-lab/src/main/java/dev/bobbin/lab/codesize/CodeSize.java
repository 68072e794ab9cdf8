package dev.bobbin.lab.codesize;

import dev.bobbin.lab.corpus.Corpus;
import dev.bobbin.lab.corpus.Javac;
import dev.bobbin.lab.form.ClassFiles;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of the program that the trial's param names: as javac leaves it, or in a form. Counted in this JVM, exactly.
 *
 * @param form null for javac's
 */
public record CodeSize(@Nullable Form form) implements Work {
    private static final double LARGE_SECONDS = 2;
    private static final double SMALL_SECONDS = 0.1;

    @Override
    public Cost cost(Trial trial) {
        return new Cost(0, trial.param().is("corpus", "lab") ? LARGE_SECONDS : SMALL_SECONDS);
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        Map<String, byte[]> classes;
        try {
            classes = Javac.compile(Corpus.of(trial.param()));
            if (form != null) {
                classes = ClassFiles.transformed(classes, form);
            }
        } catch (IllegalStateException e) {
            throw new TrialFailed(String.valueOf(e.getMessage()));
        }
        Size size = Size.of(classes.values());
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("class-bytes", (double) size.classBytes());
        values.put("code-bytes", (double) size.codeBytes());
        values.put("classes", (double) size.classes());
        progress.say("  " + size.classBytes() + " bytes in " + size.classes() + " classes");
        return new Run(values, "");
    }
}
