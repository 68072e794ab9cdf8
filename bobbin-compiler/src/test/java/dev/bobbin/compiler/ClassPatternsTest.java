package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.App,    com/acme/App,         true",
        "com.acme.App,    com/acme/App$Inner$1, true",
        "com.acme.App,    com/acme/Apps,        false",
        "com.acme.*,      com/acme/App,         true",
        "com.acme.*,      com/acme/sub/App,     false",
        "com.acme.**,     com/acme/sub/App,     true",
        "com.acme.**,     com/acmes/App,        false",
        "**.*Job,         com/acme/MailJob,     true",
        "**.*Job,         com/acme/MailJob$A,   true",
        "**.*Job,         com/acme/Jobs,        false",
        "com.acme.App$In, com/acme/App,         false",
        "com.acme.App$In, com/acme/App$In$1,    true",
        "App,             $App,                 false",
    })
    void include_chooses_whatFits(String pattern, String name, boolean chosen) {
        assertThat(new ClassPatterns(List.of(pattern), List.of()).choose(name)).isEqualTo(chosen);
        assertThat(new ClassPatterns(List.of(), List.of(pattern)).choose(name)).isEqualTo(!chosen);
        assertThat(new ClassPatterns(List.of(pattern), List.of(pattern)).choose(name))
                .isFalse();
    }
}
