package dev.bobbin.agent;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.util.List;

/** What stands after {@code -javaagent:bobbin-agent.jar=}: {@code model=embedded,flatten,includes=com.acme.**:org.acme.App}. */
record AgentOptions(Options compiler, ClassPatterns patterns) {
    private static final int STACKS_SINCE = 21;

    private static final String ALL = "use model=NAME, flatten, includes=PATTERN:PATTERN and excludes=PATTERN:PATTERN,"
            + " with commas between them";

    /**
     * Reads them.
     *
     * @param feature the JDK's release
     * @throws IllegalArgumentException if they are wrong, with a message for who wrote them
     */
    static AgentOptions parse(String text, int feature) {
        Model model = Model.FUSED;
        boolean flatten = false;
        List<String> includes = List.of();
        List<String> excludes = List.of();
        for (String option : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = option.substring(equals + 1);
            if (name.equals("flatten") == (equals >= 0) || equals >= 0 && value.isEmpty()) {
                throw unknown(option);
            }
            switch (name) {
                case "model" -> model = Model.named(value);
                case "flatten" -> flatten = true;
                case "includes" -> includes = List.of(value.split(":"));
                case "excludes" -> excludes = List.of(value.split(":"));
                default -> throw unknown(option);
            }
        }
        if (flatten && model != Model.EMBEDDED) {
            throw new IllegalArgumentException("flatten goes with model=embedded only, not with " + model.flag()
                    + ": the others have ways of their own to resume");
        }
        if (model == Model.STACKFUL && feature < STACKS_SINCE) {
            throw new IllegalArgumentException("the stackful model needs JDK " + STACKS_SINCE
                    + " or later to run, and this is JDK " + feature + ": use another, or leave out model=stackful");
        }
        return new AgentOptions(new Options(model, flatten), new ClassPatterns(includes, excludes));
    }

    private static IllegalArgumentException unknown(String option) {
        return new IllegalArgumentException("unknown option '" + option + "': " + ALL);
    }
}
