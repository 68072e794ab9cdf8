package dev.bobbin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentOptionsTest {
    private static final String USE =
            "use model=NAME, flatten, includes=PATTERN:PATTERN and excludes=PATTERN:PATTERN, with commas between them";

    @Test
    void options_none_areTheDefaults() {
        assertThat(AgentOptions.parse("", 17)).isEqualTo(new AgentOptions(Options.defaults(), ClassPatterns.ALL));
    }

    @Test
    void options_all_areRead() {
        assertThat(AgentOptions.parse("includes=com.acme.**:org.App,flatten,model=embedded,excludes=com.acme.x.*", 17))
                .isEqualTo(new AgentOptions(
                        new Options(Model.EMBEDDED, true),
                        new ClassPatterns(List.of("com.acme.**", "org.App"), List.of("com.acme.x.*"))));
    }

    @Test
    void model_stackful_needsAJdkWithStacks() {
        assertThat(AgentOptions.parse("model=stackful", 21).compiler().model()).isEqualTo(Model.STACKFUL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("model=stackful", 20))
                .withMessage("the stackful model needs JDK 21 or later to run, and this is JDK 20:"
                        + " use another, or leave out model=stackful");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode=pull          | unknown option 'mode=pull': " + USE,
                "pull               | unknown option 'pull': " + USE,
                "model              | unknown option 'model': " + USE,
                "model=             | unknown option 'model=': " + USE,
                "flatten=true       | unknown option 'flatten=true': " + USE,
                "model=pull,        | unknown option '': " + USE,
                "model=go           | unknown model 'go': use one of fused, push, pull, embedded, stackful",
                "model=pull,flatten | flatten goes with model=embedded only, not with pull:"
                        + " the others have ways of their own to resume",
            })
    void options_wrong_areRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse(text, 25))
                .withMessage(message);
    }
}
